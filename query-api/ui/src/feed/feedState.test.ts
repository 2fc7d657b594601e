import { describe, expect, it } from "vitest";
import { ApiFailure } from "../api/client";
import type { EventPage, FeedEvent } from "../api/types";
import { EMPTY_FEED, feedReducer, MAX_ROWS, merge } from "./feedState";

function event(id: string, timeNs: number, version = 1): FeedEvent {
  return {
    id,
    type: "security",
    severity: 1,
    severity_group: "high",
    status: "triggered",
    name: id,
    description: "",
    source: "syscall",
    time: "",
    time_ms: 0,
    time_ns: String(1_700_000_000_000_000_000n + BigInt(timeNs)),
    end_time: null,
    end_time_ms: null,
    duration_ms: null,
    tags: [],
    labels: {},
    fields: {},
    rule_version: null,
    version,
    cursor: `cursor-${id}`,
  };
}

function page(events: FeedEvent[], next: string | null = null): EventPage {
  return { total: events.length, total_is_exact: true, next_cursor: next, events };
}

const loaded = feedReducer(EMPTY_FEED, { type: "loaded", page: page([event("b", 2), event("a", 1)], "n") });

describe("the feed", () => {
  it("puts what arrives where its time belongs", () => {
    const state = feedReducer(loaded, { type: "arrived", events: [event("c", 3), event("ab", 1)], hold: false });
    expect(state.rows.map((row) => row.id)).toEqual(["c", "b", "ab", "a"]);
    expect(state.total).toBe(4);
  });

  it("shows the highest version of an event once", () => {
    const state = feedReducer(loaded, {
      type: "arrived",
      events: [event("a", 1, 3), event("a", 1, 2)],
      hold: false,
    });
    expect(state.rows.map((row) => [row.id, row.version])).toEqual([["b", 1], ["a", 3]]);
    expect(state.total).toBe(2);
  });

  it("lets events wait while somebody reads, and shows them on request", () => {
    const held = feedReducer(loaded, { type: "arrived", events: [event("c", 3)], hold: true });
    expect(held.rows).toHaveLength(2);
    expect(held.waiting).toHaveLength(1);
    const released = feedReducer(held, { type: "release" });
    expect(released.rows[0]?.id).toBe("c");
    expect(released.waiting).toEqual([]);
  });

  it("continues behind its last page", () => {
    const state = feedReducer(feedReducer(loaded, { type: "more" }), {
      type: "moreLoaded",
      page: page([event("z", 0)]),
    });
    expect(state.rows.map((row) => row.id)).toEqual(["b", "a", "z"]);
    expect(state.cursor).toBeUndefined();
  });

  it("lets the oldest rows go, so that they can be loaded again", () => {
    const many = Array.from({ length: MAX_ROWS }, (_, i) => event(`e${i}`, i)).reverse();
    const full = feedReducer(EMPTY_FEED, { type: "loaded", page: page(many) });
    const state = feedReducer(full, { type: "arrived", events: [event("new", MAX_ROWS + 1)], hold: false });
    expect(state.rows).toHaveLength(MAX_ROWS);
    expect(state.rows[0]?.id).toBe("new");
    expect(state.cursor).toBe("cursor-e1");
  });

  it("keeps its rows while it loads and says why it failed", () => {
    expect(feedReducer(loaded, { type: "start" }).rows).toHaveLength(2);
    const failure = new ApiFailure(503, "away", "later");
    expect(feedReducer(loaded, { type: "failed", failure })).toMatchObject({ phase: "failed", failure });
  });

  it("merges nothing into the same", () => {
    expect(merge(loaded.rows, [])).toEqual(loaded.rows);
  });
});
