import type { Labels, MatrixSeries, Resolution } from "../api/answer";
import { seriesText } from "../results/labels";
import type { Run } from "../results/run";
import { unitOf, type Unit } from "../results/unit";
import { isolated } from "./isolated";

/** A line of the chart. */
export interface Line {
  /** The same for the same series of a later run. */
  key: string;
  /** Which of the queries it answers, from 0. */
  query: number;
  labels: Labels;
  name: string;
  unit: Unit;
  /** One for each time of the frame; null where there is no number to draw. */
  values: (number | null)[];
  /** Indices of values with nothing beside them, which no line goes through. */
  isolated: number[];
  last: number | undefined;
  min: number;
  max: number;
}

/** Everything that a chart draws; times in seconds. */
export interface Frame {
  from: number;
  to: number;
  step: number;
  times: number[];
  lines: Line[];
  /** Series that have only histograms, which are no line. */
  histograms: number;
  /** Series beyond those that are drawn. */
  left: number;
  resolutions: Resolution[];
}

/** Beyond this nobody tells lines apart and drawing takes longer than looking. */
export const MAX_LINES = 300;

/** Lays the answers of a run on the grid of its times. */
export function frameOf(run: Run): Frame {
  const { from, to, step, queries } = run.asked;
  const count = Math.floor((to - from) / step + 1e-6) + 1;
  const times = Array.from({ length: count }, (_, index) => from + index * step);
  const frame: Frame = { from, to, step, times, lines: [], histograms: 0, left: 0, resolutions: [] };
  run.outcomes.forEach((outcome, query) => {
    if (outcome.phase !== "done" || outcome.answer.data.resultType !== "matrix") {
      return;
    }
    const { result, resolutions } = outcome.answer.data;
    const unit = unitOf(queries[query] ?? "");
    frame.resolutions = frame.resolutions.length > 0 ? frame.resolutions : (resolutions ?? []);
    for (const series of result) {
      if (series.values === undefined) {
        frame.histograms++;
      } else if (frame.lines.length >= MAX_LINES) {
        frame.left++;
      } else {
        frame.lines.push(lineOf(series, query, unit, frame));
      }
    }
  });
  return frame;
}

function lineOf(series: MatrixSeries, query: number, unit: Unit, frame: Frame): Line {
  const values = new Array<number | null>(frame.times.length).fill(null);
  let min = Infinity;
  let max = -Infinity;
  let last: number | undefined;
  for (const [time, text] of series.values ?? []) {
    const index = Math.round((time - frame.from) / frame.step);
    const value = Number(text);
    if (index >= 0 && index < values.length && Number.isFinite(value)) {
      values[index] = value;
      min = Math.min(min, value);
      max = Math.max(max, value);
      last = value;
    }
  }
  const name = seriesText(series.metric);
  return {
    key: `${query} ${name}`, query, labels: series.metric, name, unit, values, isolated: isolated(values), last, min, max,
  };
}

/** The unit that all lines share, for the axis. */
export function sharedUnit(lines: readonly Line[]): Unit {
  const first = lines[0]?.unit ?? "none";
  return lines.every((each) => each.unit === first) ? first : "none";
}
