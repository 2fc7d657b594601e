import type { ApiFailure } from "../api/client";
import type { EventPage, FeedEvent } from "../api/types";

/** The list as it is shown, and what waits to be shown. */
export interface FeedState {
  phase: "loading" | "ready" | "failed";
  failure: ApiFailure | undefined;
  /** Newest first; one row per id. */
  rows: FeedEvent[];
  /** Came while the reader was further down; shown when they ask for it. */
  waiting: FeedEvent[];
  total: number;
  totalIsExact: boolean;
  /** Where the next page begins; undefined at the end. */
  cursor: string | undefined;
  loadingMore: boolean;
}

export type FeedAction =
  | { type: "start" }
  | { type: "loaded"; page: EventPage }
  | { type: "more" }
  | { type: "moreLoaded"; page: EventPage }
  | { type: "failed"; failure: ApiFailure }
  | { type: "arrived"; events: FeedEvent[]; hold: boolean }
  | { type: "release" };

/** More rows than this nobody scrolls through; the oldest make way and can be loaded again. */
export const MAX_ROWS = 20_000;

export const EMPTY_FEED: FeedState = {
  phase: "loading",
  failure: undefined,
  rows: [],
  waiting: [],
  total: 0,
  totalIsExact: true,
  cursor: undefined,
  loadingMore: false,
};

export function feedReducer(state: FeedState, action: FeedAction): FeedState {
  switch (action.type) {
    case "start":
      // The old rows stay until the new ones are there: a list that blinks is hard to read.
      return { ...state, phase: "loading", failure: undefined, waiting: [] };
    case "loaded":
      return {
        ...EMPTY_FEED,
        phase: "ready",
        rows: action.page.events,
        total: action.page.total,
        totalIsExact: action.page.total_is_exact,
        cursor: action.page.next_cursor ?? undefined,
      };
    case "more":
      return { ...state, loadingMore: true };
    case "moreLoaded":
      return {
        ...state,
        loadingMore: false,
        rows: merge(state.rows, action.page.events),
        cursor: action.page.next_cursor ?? undefined,
      };
    case "failed":
      return { ...state, phase: "failed", failure: action.failure, loadingMore: false };
    case "arrived":
      return action.hold
        ? { ...state, waiting: merge(state.waiting, action.events) }
        : show(state, action.events);
    case "release":
      return { ...show(state, state.waiting), waiting: [] };
  }
}

function show(state: FeedState, events: readonly FeedEvent[]): FeedState {
  const merged = merge(state.rows, events);
  const rows = merged.slice(0, MAX_ROWS);
  const added = merged.length - state.rows.length;
  const cut = rows.length < merged.length ? rows[rows.length - 1]?.cursor : undefined;
  return { ...state, rows, total: state.total + added, cursor: cut ?? state.cursor };
}

/** Both lists in one, newest first; of two versions of one event the higher stays. */
export function merge(rows: readonly FeedEvent[], events: readonly FeedEvent[]): FeedEvent[] {
  if (events.length === 0) {
    return [...rows];
  }
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const event of events) {
    const known = byId.get(event.id);
    if (known === undefined || known.version <= event.version) {
      byId.set(event.id, event);
    }
  }
  return [...byId.values()].sort(newestFirst);
}

/** Nanoseconds are text of equal length for the next two centuries, so text order is time order. */
function newestFirst(a: FeedEvent, b: FeedEvent): number {
  if (a.time_ns !== b.time_ns) {
    return a.time_ns < b.time_ns ? 1 : -1;
  }
  return a.id < b.id ? 1 : -1;
}
