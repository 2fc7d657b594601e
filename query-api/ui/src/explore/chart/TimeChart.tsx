import { useEffect, useRef, useState } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { span } from "../../format/time";
import { clock } from "../results/clock";
import { valueText } from "../results/value";
import { lineColor, useColors } from "./colors";
import type { Frame } from "./frame";
import { chartData, chartOptions, type ChartEvents } from "./options";

interface Props {
  frame: Frame;
  /** Keys of lines that are switched off. */
  hidden: ReadonlySet<string>;
  onHover(index: number | undefined): void;
  onZoom(fromMs: number, toMs: number): void;
  onZoomOut(): void;
}

interface Tip {
  index: number;
  line: number | undefined;
  left: number;
  top: number;
}

/** The lines of a frame. Drag to zoom in, double-click to zoom out. */
export function TimeChart({ frame, hidden, onHover, onZoom, onZoomOut }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>();
  const [tip, setTip] = useState<Tip>();
  const colors = useColors();
  const events = useRef<ChartEvents>();
  events.current = {
    onHover: (index, line, left, top) => {
      setTip(index === undefined ? undefined : { index, line, left, top });
      onHover(index);
    },
    onZoom: (from, to) => onZoom(Math.round(from * 1_000), Math.round(to * 1_000)),
    onZoomOut,
  };
  const shown = useRef(hidden);
  shown.current = hidden;

  useEffect(() => {
    const element = host.current;
    if (element === null) {
      return;
    }
    const size = () => ({ width: element.clientWidth, height: element.clientHeight });
    const forward: ChartEvents = {
      onHover: (...all) => events.current?.onHover(...all),
      onZoom: (...all) => events.current?.onZoom(...all),
      onZoomOut: () => events.current?.onZoomOut(),
    };
    const visible = (line: number) => !shown.current.has(frame.lines[line]?.key ?? "");
    const plot = new uPlot(chartOptions(frame, visible, colors, forward, size()), chartData(frame), element);
    // The range that was asked for, not the one that happens to have values.
    plot.setScale("x", { min: frame.from, max: Math.max(frame.to, frame.from + frame.step) });
    chart.current = plot;
    const observer = new ResizeObserver(() => plot.setSize(size()));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
      setTip(undefined);
    };
  }, [frame, colors]);

  useEffect(() => {
    const plot = chart.current;
    plot?.batch(() =>
      frame.lines.forEach((line, index) => {
        const show = !hidden.has(line.key);
        if (plot.series[index + 1]?.show !== show) {
          plot.setSeries(index + 1, { show });
        }
      }),
    );
  }, [frame, hidden]);

  const line = tip?.line === undefined ? undefined : frame.lines[tip.line];
  const value = tip === undefined ? undefined : line?.values[tip.index];
  const time = tip === undefined ? undefined : frame.times[tip.index];
  return (
    <div className="chart">
      <div
        ref={host}
        className="chart-plot"
        role="img"
        aria-label={`${frame.lines.length} series, ${span(frame.from * 1_000, frame.to * 1_000)}; the values are in the table below`}
      />
      {tip?.line !== undefined && time !== undefined && line !== undefined && typeof value === "number" && (
        <div className="chart-tip" style={{ left: `${tip.left}px`, top: `${tip.top}px` }} data-left={tip.left > 400 ? "" : undefined}>
          <span>
            <i className="dot" style={{ background: lineColor(tip.line) }} /> <strong>{valueText(value, line.unit)}</strong> at{" "}
            {clock(time)}
          </span>
          <em>{line.name}</em>
        </div>
      )}
    </div>
  );
}
