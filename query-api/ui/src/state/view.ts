import type { EventType, SeverityGroup } from "../api/types";
import { GROUPS } from "../format/severity";
import { formatFilter, parseFilter, type Filter } from "./filter";
import { DEFAULT_RANGE, formatRange, parseRange, type Range, type Span } from "./range";

/** Everything that a link to this page says. */
export interface View {
  range: Range;
  severities: SeverityGroup[];
  types: EventType[];
  text: string;
  filters: Filter[];
  /** Id of the event whose details are open. */
  event: string | undefined;
  tab: Tab;
}

export type Tab = "details" | "raw";

export const EVENT_SPANS: readonly Span[] = ["10m", "1h", "6h", "1d", "3d"];

export const TYPES: readonly EventType[] = ["security", "alert", "infrastructure", "custom"];

export const DEFAULT_VIEW: View = {
  range: DEFAULT_RANGE,
  severities: ["high", "medium", "low"],
  types: [],
  text: "",
  filters: [],
  event: undefined,
  tab: "details",
};

/** Reads a view from a query string; what it does not understand is as if it were not there. */
export function parseView(search: string): View {
  const query = new URLSearchParams(search);
  const severities = query.get("severity");
  return {
    range: parseRange(query, EVENT_SPANS),
    severities:
      severities === null
        ? DEFAULT_VIEW.severities
        : GROUPS.filter((group) => severities.split(",").includes(group)),
    types: TYPES.filter((type) => (query.get("type") ?? "").split(",").includes(type)),
    text: query.get("text") ?? "",
    filters: query.getAll("filter").flatMap((text) => parseFilter(text) ?? []),
    event: query.get("event") ?? undefined,
    tab: query.get("tab") === "raw" ? "raw" : "details",
  };
}

/** The query string of a view, without what is as it is by default. */
export function formatView(view: View): string {
  const query = new URLSearchParams();
  formatRange(query, view.range);
  if (view.severities.join() !== DEFAULT_VIEW.severities.join()) {
    query.set("severity", view.severities.join(",") || "none");
  }
  if (view.types.length > 0) {
    query.set("type", view.types.join(","));
  }
  if (view.text !== "") {
    query.set("text", view.text);
  }
  view.filters.forEach((filter) => query.append("filter", formatFilter(filter)));
  if (view.event !== undefined) {
    query.set("event", view.event);
    if (view.tab !== "details") {
      query.set("tab", view.tab);
    }
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
