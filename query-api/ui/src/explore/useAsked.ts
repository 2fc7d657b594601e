import { useCallback, useMemo, useState } from "react";
import { resolveRange } from "../state/range";
import type { ExploreView } from "./address/exploreView";
import { autoStep, onGrid } from "./address/step";
import type { Asked } from "./results/run";

/** What the view asks at the moment that it changes, and a way to ask the same anew. */
export function useAsked(view: ExploreView): [Asked, () => void] {
  const [number, setNumber] = useState(0);
  const question = JSON.stringify([view.queries, view.range, view.stepSeconds]);
  const asked = useMemo(() => {
    const { fromMs, toMs } = resolveRange(view.range, Date.now());
    const step = view.stepSeconds ?? autoStep((toMs - fromMs) / 1_000);
    return { number, queries: view.queries, step, at: Math.floor(toMs / 1_000), ...onGrid(fromMs, toMs, step) };
  }, [question, number]);
  const again = useCallback(() => setNumber((now) => now + 1), []);
  return [asked, again];
}
