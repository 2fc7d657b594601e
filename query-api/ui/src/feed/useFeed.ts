import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { ApiFailure, type ApiClient } from "../api/client";
import { followStream, type LiveState } from "../api/liveStream";
import type { FeedEvent } from "../api/types";
import { filterParameters } from "../state/parameters";
import { resolveRange } from "../state/range";
import type { View } from "../state/view";
import { EMPTY_FEED, feedReducer, type FeedState } from "./feedState";

const PAGE = 200;
/** Live events are shown together this often, so that a burst costs one rendering. */
const BATCH_MS = 250;

export interface Feed {
  state: FeedState;
  live: LiveState | "off";
  loadMore(): void;
  /** Shows what waits. */
  release(): void;
  reload(): void;
  /** While true, what arrives waits instead of moving the rows under the reader. */
  setHolding(holding: boolean): void;
}

/** Loads the feed of a view, and follows it as long as its range ends now. */
export function useFeed(client: ApiClient, view: View, onUnauthorized: () => void): Feed {
  const [state, dispatch] = useReducer(feedReducer, EMPTY_FEED);
  const [live, setLive] = useState<LiveState | "off">("off");
  const [generation, setGeneration] = useState(0);
  const holding = useRef(false);
  const loadingMore = useRef(false);
  const span = useRef({ fromMs: 0, toMs: 0 });
  const question = JSON.stringify([filterParameters(view), view.range]);
  const asked = useMemo(() => ({ parameters: filterParameters(view), range: view.range }), [question]);
  const nothingAsked = view.severities.length === 0;

  const fail = useCallback(
    (error: unknown, signal?: AbortSignal) => {
      if (signal?.aborted) {
        return;
      }
      if (error instanceof ApiFailure && error.status === 401) {
        onUnauthorized();
      } else {
        const known = error instanceof ApiFailure ? error : new ApiFailure(0, String(error), "");
        dispatch({ type: "failed", failure: known });
      }
    },
    [onUnauthorized],
  );

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let batch: FeedEvent[] = [];
    const timer = setInterval(() => {
      if (batch.length > 0) {
        dispatch({ type: "arrived", events: batch, hold: holding.current });
        batch = [];
      }
    }, BATCH_MS);

    const run = async () => {
      dispatch({ type: "start" });
      loadingMore.current = false;
      if (nothingAsked) {
        const nothing = { total: 0, total_is_exact: true, next_cursor: null, events: [] };
        dispatch({ type: "loaded", page: nothing });
        return;
      }
      span.current = resolveRange(asked.range, Date.now() + 1_000);
      const page = await client.events({ ...asked.parameters, ...times(span.current), limit: `${PAGE}` }, signal);
      dispatch({ type: "loaded", page });
      if (asked.range.kind === "last") {
        // From the newest row on, so that nothing falls between the list and the stream.
        await followStream(
          client,
          asked.parameters,
          page.events[0]?.cursor,
          {
            onEvents: (events) => batch.push(...events),
            onState: (next) => !signal.aborted && setLive(next),
            onGap: () => setGeneration((n) => n + 1),
            onUnauthorized,
          },
          signal,
        );
      }
    };
    run().catch((error: unknown) => fail(error, signal));
    return () => {
      controller.abort();
      clearInterval(timer);
      setLive("off");
    };
  }, [client, asked, nothingAsked, generation, fail, onUnauthorized]);

  const loadMore = useCallback(() => {
    if (state.cursor === undefined || loadingMore.current || state.phase !== "ready") {
      return;
    }
    loadingMore.current = true;
    dispatch({ type: "more" });
    client
      .events({ ...asked.parameters, ...times(span.current), limit: `${PAGE}`, cursor: state.cursor })
      .then((page) => dispatch({ type: "moreLoaded", page }))
      .catch((error: unknown) => fail(error))
      .finally(() => (loadingMore.current = false));
  }, [client, asked, state.cursor, state.phase, fail]);

  return {
    state,
    live,
    loadMore,
    release: useCallback(() => dispatch({ type: "release" }), []),
    reload: useCallback(() => setGeneration((n) => n + 1), []),
    setHolding: useCallback((hold: boolean) => void (holding.current = hold), []),
  };
}

function times({ fromMs, toMs }: { fromMs: number; toMs: number }) {
  return { from: `${fromMs}`, to: `${toMs}` };
}
