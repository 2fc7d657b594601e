/** Answers of Prometheus's HTTP API; names are its own. */

export type Labels = Record<string, string>;

/** Seconds since 1970 and a number as text, which may be NaN, +Inf or -Inf. */
export type Sample = [number, string];

export interface NativeHistogram {
  count: string;
  sum: string;
  /** Kind of boundary, lower and upper bound, count. */
  buckets?: [number, string, string, string][];
}
export type HistogramSample = [number, NativeHistogram];

export interface MatrixSeries {
  metric: Labels;
  values?: Sample[];
  histograms?: HistogramSample[];
}

export interface VectorSeries {
  metric: Labels;
  value?: Sample;
  histogram?: HistogramSample;
}

/** Where the parts of an answer come from, all in seconds; a window of 0 means samples as they came. */
export interface Resolution {
  from: number;
  to: number;
  windowSeconds: number;
}

export interface Statistics {
  timings?: { evalTotalTime?: number; execTotalTime?: number };
  samples?: { totalQueryableSamples?: number; peakSamples?: number };
}

interface Extras {
  stats?: Statistics;
  resolutions?: Resolution[];
}

export type QueryData = Extras &
  (
    | { resultType: "matrix"; result: MatrixSeries[] }
    | { resultType: "vector"; result: VectorSeries[] }
    | { resultType: "scalar" | "string"; result: Sample }
  );

export interface QueryAnswer {
  data: QueryData;
  warnings: string[];
  infos: string[];
  /** The answer as it came. */
  text: string;
}

/** How many series (or single values) an answer has. */
export function seriesCount(data: QueryData): number {
  return data.resultType === "matrix" || data.resultType === "vector" ? data.result.length : 1;
}
