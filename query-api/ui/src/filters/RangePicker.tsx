import { span } from "../format/time";
import { SPANS, type Range, type Span } from "../state/view";

interface Props {
  range: Range;
  onChange(range: Range): void;
}

/** The last so much time; or, after narrowing in the chart, a fixed span that can be left again. */
export function RangePicker({ range, onChange }: Props) {
  return (
    <div className="range">
      {range.kind === "fixed" && (
        <button type="button" className="range-fixed" onClick={() => onChange(zoomOut(range))} title="Show twice the time">
          {span(range.fromMs, range.toMs)} <span className="hint">zoom out</span>
        </button>
      )}
      <div className="segments" role="group" aria-label="Time range">
        {(Object.keys(SPANS) as Span[]).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={range.kind === "last" && range.name === name}
            onClick={() => onChange({ kind: "last", name })}
          >
            {name}
          </button>
        ))}
      </div>
    </div>
  );
}

function zoomOut(range: { fromMs: number; toMs: number }): Range {
  const half = Math.max(1_000, Math.round((range.toMs - range.fromMs) / 2));
  return { kind: "fixed", fromMs: Math.max(1, range.fromMs - half), toMs: range.toMs + half };
}
