import { span } from "../format/time";
import { zoomOut, type Range, type Span } from "../state/range";

interface Props {
  range: Range;
  spans: readonly Span[];
  onChange(range: Range): void;
}

/** The last so much time; or, after narrowing in the chart, a fixed span that can be left again. */
export function RangePicker({ range, spans, onChange }: Props) {
  return (
    <div className="range">
      {range.kind === "fixed" && (
        <button
          type="button"
          className="range-fixed"
          onClick={() => onChange(zoomOut(range, Date.now()))}
          title="Show twice the time"
        >
          {span(range.fromMs, range.toMs)} <span className="hint">zoom out</span>
        </button>
      )}
      <div className="segments" role="group" aria-label="Time range">
        {spans.map((name) => (
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
