import type { Labels, NativeHistogram, QueryData } from "../api/answer";
import type { Run } from "./run";
import { unitOf, type Unit } from "./unit";

/** A value at one moment. */
export interface Row {
  /** Which of the queries it answers, from 0. */
  query: number;
  labels: Labels;
  /** As the API wrote it. */
  text: string;
  /** For sorting; NaN if it is none. */
  number: number;
  unit: Unit;
}

export interface Table {
  /** The labels that any row has, the name of the metric first. */
  columns: Column[];
  rows: Row[];
}

/** A label, and how many characters its longest value has: columns stay as wide while one scrolls. */
export interface Column {
  label: string;
  characters: number;
}

/** All answers of an instant run in one table. */
export function tableOf(run: Run): Table {
  const rows = run.outcomes.flatMap((outcome, query) => {
    if (outcome.phase !== "done") {
      return [];
    }
    const unit = unitOf(run.asked.queries[query] ?? "");
    return rowsOf(outcome.answer.data).map((row) => ({ ...row, query, unit }));
  });
  const longest = new Map<string, number>();
  for (const { labels } of rows) {
    for (const [label, value] of Object.entries(labels)) {
      longest.set(label, Math.max(longest.get(label) ?? 0, value.length));
    }
  }
  const order = (label: string) => (label === "__name__" ? "" : label);
  const columns = [...longest]
    .map(([label, characters]) => ({ label, characters }))
    .sort((a, b) => (order(a.label) < order(b.label) ? -1 : 1));
  return { columns, rows };
}

type Bare = Pick<Row, "labels" | "text" | "number">;

function rowsOf(data: QueryData): Bare[] {
  switch (data.resultType) {
    case "vector":
      return data.result.map(({ metric, value, histogram }) =>
        histogram === undefined ? bare(metric, value?.[1] ?? "") : ofHistogram(metric, histogram[1]),
      );
    case "matrix":
      return data.result.map(({ metric, values, histograms }) => {
        const count = (values?.length ?? 0) + (histograms?.length ?? 0);
        const last = values?.[values.length - 1]?.[1];
        return { labels: metric, text: `${count} samples${last === undefined ? "" : `, last ${last}`}`, number: Number(last) };
      });
    case "scalar":
      return [bare({}, data.result[1])];
    case "string":
      return [{ labels: {}, text: data.result[1], number: NaN }];
  }
}

function bare(labels: Labels, text: string): Bare {
  return { labels, text, number: toNumber(text) };
}

function ofHistogram(labels: Labels, { count, sum, buckets }: NativeHistogram): Bare {
  const text = `count ${count}, sum ${sum}, ${buckets?.length ?? 0} buckets`;
  return { labels, text, number: toNumber(count) };
}

function toNumber(text: string): number {
  return text === "+Inf" ? Infinity : text === "-Inf" ? -Infinity : Number(text);
}

/** A column: the name of a label, or "value", or "query". */
export interface Order {
  column: string;
  label: boolean;
  descending: boolean;
}

/** The rows in an order; rows that are equal in it stay as the engine had them. */
export function sorted(rows: readonly Row[], order: Order | undefined): readonly Row[] {
  if (order === undefined) {
    return rows;
  }
  const sign = order.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    if (order.label) {
      return sign * COLLATOR.compare(a.labels[order.column] ?? "", b.labels[order.column] ?? "");
    }
    return order.column === "query" ? sign * (a.query - b.query) : byNumber(a.number, b.number, sign);
  });
}

/** Numbers within labels count as numbers: cpu 2 comes before cpu 10. */
const COLLATOR = new Intl.Collator("en", { numeric: true });

/** What is no number comes last in both directions. */
function byNumber(a: number, b: number, sign: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  }
  return a === b ? 0 : a < b ? -sign : sign;
}
