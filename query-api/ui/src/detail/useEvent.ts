import { useEffect, useState } from "react";
import type { ApiClient } from "../api/client";
import type { FeedEvent } from "../api/types";

/** The event called `id`: the row that is there, else asked for. "missing" if there is none. */
export function useEvent(
  client: ApiClient,
  id: string | undefined,
  rows: readonly FeedEvent[],
): FeedEvent | "missing" | undefined {
  const [loaded, setLoaded] = useState<{ id: string; event: FeedEvent | "missing" }>();
  const row = id === undefined ? undefined : rows.find((each) => each.id === id);
  const known = row !== undefined || loaded?.id === id;

  useEffect(() => {
    if (id === undefined || known) {
      return undefined;
    }
    const controller = new AbortController();
    client
      .event(id, controller.signal)
      .then((event) => setLoaded({ id, event }))
      .catch(() => !controller.signal.aborted && setLoaded({ id, event: "missing" }));
    return () => controller.abort();
  }, [client, id, known]);

  return row ?? (id !== undefined && loaded?.id === id ? loaded.event : undefined);
}
