import type { EventType, SeverityGroup } from "../api/types";
import { GROUPS } from "../format/severity";
import { formatFilter, parseFilter, type Filter } from "./filter";

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

/** The last so many milliseconds, or from one moment to another. */
export type Range =
  | { kind: "last"; name: Span }
  | { kind: "fixed"; fromMs: number; toMs: number };

export const SPANS = { "10m": 600_000, "1h": 3_600_000, "6h": 21_600_000, "1d": 86_400_000, "3d": 259_200_000 } as const;
export type Span = keyof typeof SPANS;

export const TYPES: readonly EventType[] = ["security", "alert", "infrastructure", "custom"];

export const DEFAULT_VIEW: View = {
  range: { kind: "last", name: "1h" },
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
    range: parseRange(query),
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
  if (view.range.kind === "fixed") {
    query.set("from", String(view.range.fromMs));
    query.set("to", String(view.range.toMs));
  } else if (view.range.name !== "1h") {
    query.set("range", view.range.name);
  }
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

function parseRange(query: URLSearchParams): Range {
  const fromMs = Number(query.get("from"));
  const toMs = Number(query.get("to"));
  if (Number.isSafeInteger(fromMs) && Number.isSafeInteger(toMs) && fromMs > 0 && toMs > fromMs) {
    return { kind: "fixed", fromMs, toMs };
  }
  const name = query.get("range") ?? "";
  return name in SPANS ? { kind: "last", name: name as Span } : DEFAULT_VIEW.range;
}

/** The moments that a range means now. */
export function resolveRange(range: Range, nowMs: number): { fromMs: number; toMs: number } {
  return range.kind === "fixed" ? range : { fromMs: nowMs - SPANS[range.name], toMs: nowMs };
}
