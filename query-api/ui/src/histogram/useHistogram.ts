import { useEffect, useMemo, useState } from "react";
import type { ApiClient } from "../api/client";
import type { Histogram } from "../api/types";
import { filterParameters } from "../state/parameters";
import { resolveRange } from "../state/range";
import type { View } from "../state/view";

const BUCKETS = "90";
const REFRESH_MS = 10_000;

/** Counts for the bars and the chips; a range that ends now is counted again every 10 s. */
export function useHistogram(client: ApiClient, view: View, refresh: number): Histogram | undefined {
  const [histogram, setHistogram] = useState<Histogram>();
  const question = JSON.stringify([filterParameters(view), view.range]);
  const asked = useMemo(() => ({ parameters: filterParameters(view), range: view.range }), [question]);

  useEffect(() => {
    const controller = new AbortController();
    const load = () => {
      const { fromMs, toMs } = resolveRange(asked.range, Date.now());
      client
        .histogram(
          { ...asked.parameters, from: `${fromMs}`, to: `${toMs}`, buckets: BUCKETS },
          controller.signal,
        )
        .then(setHistogram)
        // The list beside it shows what is wrong; the bars of before are better than none.
        .catch(() => undefined);
    };
    load();
    const timer = asked.range.kind === "last" ? setInterval(load, REFRESH_MS) : undefined;
    return () => {
      controller.abort();
      clearInterval(timer);
    };
  }, [client, asked, refresh]);

  return histogram;
}
