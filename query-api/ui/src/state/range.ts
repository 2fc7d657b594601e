/** The last so many milliseconds, or from one moment to another. */
export type Range =
  | { kind: "last"; name: Span }
  | { kind: "fixed"; fromMs: number; toMs: number };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
export const SPANS = {
  "10m": 10 * MINUTE,
  "1h": HOUR,
  "6h": 6 * HOUR,
  "1d": DAY,
  "3d": 3 * DAY,
  "7d": 7 * DAY,
  "30d": 30 * DAY,
  "1y": 365 * DAY,
} as const;
export type Span = keyof typeof SPANS;

export const DEFAULT_RANGE: Range = { kind: "last", name: "1h" };

/** The range that a query string says, if it is a fixed one or one of `spans`. */
export function parseRange(query: URLSearchParams, spans: readonly Span[]): Range {
  const fromMs = Number(query.get("from"));
  const toMs = Number(query.get("to"));
  if (Number.isSafeInteger(fromMs) && Number.isSafeInteger(toMs) && fromMs > 0 && toMs > fromMs) {
    return { kind: "fixed", fromMs, toMs };
  }
  const name = spans.find((span) => span === query.get("range"));
  return name === undefined ? DEFAULT_RANGE : { kind: "last", name };
}

/** Adds a range to a query string, unless it is the default. */
export function formatRange(query: URLSearchParams, range: Range): void {
  if (range.kind === "fixed") {
    query.set("from", String(range.fromMs));
    query.set("to", String(range.toMs));
  } else if (range.name !== "1h") {
    query.set("range", range.name);
  }
}

/** The query string of a range alone, such as "?range=6h": what one page hands to another. */
export function rangeSearch(range: Range): string {
  const query = new URLSearchParams();
  formatRange(query, range);
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** The moments that a range means now. */
export function resolveRange(range: Range, nowMs: number): { fromMs: number; toMs: number } {
  return range.kind === "fixed" ? range : { fromMs: nowMs - SPANS[range.name], toMs: nowMs };
}

/** Twice the time around the same middle; `nowMs` is where a range that ends now ends. */
export function zoomOut(range: Range, nowMs: number): Range {
  const { fromMs, toMs } = resolveRange(range, nowMs);
  const half = Math.max(1_000, Math.round((toMs - fromMs) / 2));
  return { kind: "fixed", fromMs: Math.max(1, fromMs - half), toMs: toMs + half };
}

/** The same length, half of it earlier (-1) or later (1). */
export function shift(range: Range, direction: -1 | 1, nowMs: number): Range {
  const { fromMs, toMs } = resolveRange(range, nowMs);
  const by = direction * Math.round((toMs - fromMs) / 2);
  return { kind: "fixed", fromMs: Math.max(1, fromMs + by), toMs: Math.max(2, toMs + by) };
}
