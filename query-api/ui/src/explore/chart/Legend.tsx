import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, type KeyboardEvent, type MouseEvent } from "react";
import { letterOf } from "../editor/letters";
import { clock } from "../results/clock";
import { valueText } from "../results/value";
import { lineColor } from "./colors";
import type { Frame } from "./frame";

interface Props {
  frame: Frame;
  hidden: ReadonlySet<string>;
  onHidden(hidden: ReadonlySet<string>): void;
  /** Index of the time under the cursor. */
  hovered: number | undefined;
  /** Whether lines belong to different queries. */
  several: boolean;
}

const ROW_PX = 26;

/** What the lines are, with their values at the cursor. A click switches one off, with Ctrl all others. */
export function Legend({ frame, hidden, onHidden, hovered, several }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const { lines } = frame;
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const time = hovered === undefined ? undefined : frame.times[hovered];

  // Those of an earlier run may still be in the set; they count again when they come back.
  const off = lines.filter((line) => hidden.has(line.key)).length;
  const toggle = (event: MouseEvent, key: string) => {
    if (event.ctrlKey || event.metaKey) {
      const only = !hidden.has(key) && off === lines.length - 1;
      onHidden(new Set(only ? [] : lines.map((line) => line.key).filter((each) => each !== key)));
      return;
    }
    const next = new Set(hidden);
    if (!next.delete(key)) {
      next.add(key);
    }
    onHidden(next);
  };
  const walk = (event: KeyboardEvent<HTMLButtonElement>) => {
    const to = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      (event.currentTarget[to as "nextElementSibling"] as HTMLElement | null)?.focus();
    }
  };
  return (
    <section className="legend" aria-label="Series">
      <div className="legend-head">
        <span>
          {lines.length.toLocaleString()} series
          {off > 0 && (
            <button type="button" className="link" onClick={() => onHidden(new Set())}>
              show all
            </button>
          )}
        </span>
        <span>{time === undefined ? "Last" : clock(time)}</span>
        <span>Min</span>
        <span>Max</span>
      </div>
      <div ref={scroller} className="legend-rows">
        <div style={{ height: rows.getTotalSize(), position: "relative" }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const line = lines[index];
            if (line === undefined) {
              return null;
            }
            const value = hovered === undefined ? line.last : line.values[hovered];
            const text = (number: number | null | undefined) =>
              number === null || number === undefined || !Number.isFinite(number) ? "–" : valueText(number, line.unit);
            return (
              <button
                key={line.key}
                type="button"
                className="legend-row"
                style={{ top: start, height: ROW_PX }}
                aria-pressed={!hidden.has(line.key)}
                title={line.name}
                onClick={(event) => toggle(event, line.key)}
                onKeyDown={walk}
              >
                <span className="legend-name">
                  <i className="swatch" style={{ background: lineColor(index) }} aria-hidden="true" />
                  {several && <b>{letterOf(line.query)}</b>}
                  <span>{line.name}</span>
                </span>
                <span>{text(value)}</span>
                <span>{text(line.min)}</span>
                <span>{text(line.max)}</span>
              </button>
            );
          })}
        </div>
      </div>
    </section>
  );
}
