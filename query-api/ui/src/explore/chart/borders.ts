import type { Resolution } from "../api/answer";
import { stepText } from "../address/step";

/** A stretch of the chart that comes from one resolution; times in seconds. */
export interface Stretch {
  from: number;
  to: number;
  rollup: boolean;
  label: string;
}

/** The stretches inside a range, in order, neighbours of the same resolution joined. */
export function stretches(resolutions: readonly Resolution[], from: number, to: number): Stretch[] {
  const found: Stretch[] = [];
  for (const each of [...resolutions].sort((a, b) => a.from - b.from)) {
    const start = Math.max(from, each.from);
    const end = Math.min(to, each.to);
    const label = resolutionText(each.windowSeconds);
    const before = found[found.length - 1];
    if (end < start || (end === start && from !== to)) {
      continue;
    }
    if (before !== undefined && before.label === label) {
      before.to = Math.max(before.to, end);
    } else {
      found.push({ from: start, to: end, rollup: each.windowSeconds > 0, label });
    }
  }
  return found;
}

/** Such as "Full resolution" or "1 min rollup". */
export function resolutionText(windowSeconds: number): string {
  return windowSeconds > 0 ? `${stepText(windowSeconds)} rollup` : "Full resolution";
}
