/** Steps that fall on whole minutes, hours and days, in seconds. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400];
const LARGEST = 86_400;

/** Points that a chart shows well. */
const POINTS = 480;

/** Agents report every 10 s: between two samples there is nothing to see, unless one looks closely. */
const INTERVAL_SECONDS = 10;
const CLOSE_LOOK_SECONDS = 600;

/** What one may choose instead of the automatic step, in seconds. */
export const STEP_CHOICES: readonly number[] = [10, 30, 60, 300, 600, 3_600, 86_400];

/** The step that suits a range, in seconds. */
export function autoStep(rangeSeconds: number): number {
  const least = Math.max(rangeSeconds / POINTS, rangeSeconds < CLOSE_LOOK_SECONDS ? 0 : INTERVAL_SECONDS);
  return STEPS.find((step) => step >= least) ?? Math.ceil(least / LARGEST) * LARGEST;
}

/** First and last evaluation time, in seconds: multiples of the step, so that a later run asks for the same moments. */
export function onGrid(fromMs: number, toMs: number, stepSeconds: number): { from: number; to: number } {
  const from = Math.floor(fromMs / 1_000 / stepSeconds) * stepSeconds;
  return { from, to: Math.max(from, Math.floor(toMs / 1_000 / stepSeconds) * stepSeconds) };
}

/** Such as "10 s", "5 min", "1 d". */
export function stepText(seconds: number): string {
  for (const [unit, size] of [["d", 86_400], ["h", 3_600], ["min", 60]] as const) {
    if (seconds >= size && seconds % size === 0) {
      return `${seconds / size} ${unit}`;
    }
  }
  return `${seconds} s`;
}
