import { parseRange, formatRange, DEFAULT_RANGE, type Range, type Span } from "../../state/range";

/** Everything that a link to Explore says. */
export interface ExploreView {
  /** What is run; at least one, which may be empty. */
  queries: string[];
  range: Range;
  /** Seconds between two values of the chart; undefined: as suits the range. */
  stepSeconds: number | undefined;
  tab: ExploreTab;
}

export type ExploreTab = "chart" | "table" | "json";
export const TABS: readonly ExploreTab[] = ["chart", "table", "json"];
export const EXPLORE_SPANS: readonly Span[] = ["10m", "1h", "6h", "1d", "7d", "30d", "1y"];

/** More than anybody compares, and few enough for the server. */
export const MAX_QUERIES = 10;
const MAX_STEP_SECONDS = 365 * 86_400;

export const DEFAULT_EXPLORE: ExploreView = {
  queries: [""],
  range: DEFAULT_RANGE,
  stepSeconds: undefined,
  tab: "chart",
};

/** Reads a view from a query string; what it does not understand is as if it were not there. */
export function parseExplore(search: string): ExploreView {
  const query = new URLSearchParams(search);
  const queries = query.getAll("query").slice(0, MAX_QUERIES);
  const step = Number(query.get("step"));
  return {
    queries: queries.length === 0 ? DEFAULT_EXPLORE.queries : queries,
    range: parseRange(query, EXPLORE_SPANS),
    stepSeconds: Number.isFinite(step) && step > 0 && step <= MAX_STEP_SECONDS ? step : undefined,
    tab: TABS.find((tab) => tab === query.get("tab")) ?? DEFAULT_EXPLORE.tab,
  };
}

/** The query string of a view, without what is as it is by default. */
export function formatExplore(view: ExploreView): string {
  const query = new URLSearchParams();
  if (view.queries.length > 1 || view.queries[0] !== "") {
    view.queries.forEach((each) => query.append("query", each));
  }
  formatRange(query, view.range);
  if (view.stepSeconds !== undefined) {
    query.set("step", String(view.stepSeconds));
  }
  if (view.tab !== DEFAULT_EXPLORE.tab) {
    query.set("tab", view.tab);
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
