import { useMemo, useRef, useState, type PointerEvent } from "react";
import type { Histogram } from "../api/types";
import { GROUPS, GROUP_LABEL } from "../format/severity";
import { span, tick } from "../format/time";
import { bars, brushed, peak, ticks } from "./bars";

interface Props {
  histogram: Histogram | undefined;
  onNarrow(fromMs: number, toMs: number): void;
}

const TICKS = 8;

/** Events over time by severity. Drag over it, or click a bar, to narrow the time. */
export function HistogramChart({ histogram, onNarrow }: Props) {
  const plot = useRef<HTMLDivElement>(null);
  const [brush, setBrush] = useState<{ from: number; to: number }>();
  const [hover, setHover] = useState<number>();
  const drawn = useMemo(() => (histogram === undefined ? [] : bars(histogram)), [histogram]);

  const share = (event: PointerEvent) => {
    const box = plot.current?.getBoundingClientRect();
    return box === undefined ? 0 : Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
  };
  const finish = () => {
    if (brush !== undefined && histogram !== undefined) {
      const { fromMs, toMs } = brushed(histogram, brush.from, brush.to);
      onNarrow(fromMs, toMs);
    }
    setBrush(undefined);
  };
  const hovered = hover === undefined ? undefined : drawn[Math.min(drawn.length - 1, Math.floor(hover * drawn.length))];
  const sum = drawn.reduce((count, bar) => count + bar.total, 0);

  return (
    <section className="histogram" aria-label="Events over time">
      <span className="histogram-peak" aria-hidden="true">
        {histogram === undefined || sum === 0 ? "" : peak(histogram).toLocaleString()}
      </span>
      <div
        ref={plot}
        className="histogram-plot"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setBrush({ from: share(event), to: share(event) });
        }}
        onPointerMove={(event) => {
          setHover(share(event));
          setBrush((now) => now && { ...now, to: share(event) });
        }}
        onPointerUp={finish}
        onPointerCancel={() => setBrush(undefined)}
        onPointerLeave={() => setHover(undefined)}
      >
        <svg role="img" aria-label={`${sum} events`} viewBox="0 0 1 1" preserveAspectRatio="none">
          {drawn.map((bar) =>
            bar.segments.map((segment) => (
              <rect
                key={`${bar.bucket.time_ms}${segment.group}`}
                className={`fill-${segment.group}`}
                x={bar.x + bar.width * 0.08}
                width={bar.width * 0.84}
                y={segment.y}
                height={segment.height}
              />
            )),
          )}
        </svg>
        {hovered !== undefined && brush === undefined && (
          <div className="histogram-cursor" style={{ left: `${hovered.x * 100}%`, width: `${hovered.width * 100}%` }} />
        )}
        {brush !== undefined && (
          <div
            className="histogram-brush"
            style={{
              left: `${Math.min(brush.from, brush.to) * 100}%`,
              width: `${Math.abs(brush.to - brush.from) * 100}%`,
            }}
          />
        )}
        {hovered !== undefined && histogram !== undefined && (
          <div className={hovered.x > 0.6 ? "histogram-tip left" : "histogram-tip"} style={{ left: `${hovered.x * 100}%` }}>
            <strong>{span(hovered.bucket.time_ms, hovered.bucket.time_ms + histogram.interval_ms)}</strong>
            {GROUPS.filter((group) => hovered.bucket[group] > 0).map((group) => (
              <span key={group}>
                <i className={`dot bg-${group}`} /> {GROUP_LABEL[group]} {hovered.bucket[group].toLocaleString()}
              </span>
            ))}
            {hovered.total === 0 && <span>No events</span>}
          </div>
        )}
      </div>
      <div className="histogram-axis" aria-hidden="true">
        {histogram !== undefined &&
          ticks(histogram, TICKS).map((index) => (
            <span key={index} style={{ left: `${(index / histogram.buckets.length) * 100}%` }}>
              {tick(histogram.from_ms + index * histogram.interval_ms, histogram.interval_ms * histogram.buckets.length / TICKS)}
            </span>
          ))}
      </div>
    </section>
  );
}
