const TIME = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hourCycle: "h23",
});
const SHORT_TIME = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const SECONDS = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});
const DAY = new Intl.DateTimeFormat(undefined, { month: "short", day: "2-digit" });

/** Time of day to the millisecond, in the reader's zone. */
export function timeOfDay(ms: number): string {
  return TIME.format(ms);
}

/** Month and day, in the reader's zone. */
export function day(ms: number): string {
  return DAY.format(ms);
}

/** A label of a time axis whose ticks are `stepMs` apart. */
export function tick(ms: number, stepMs: number): string {
  if (stepMs >= 86_400_000) {
    return DAY.format(ms);
  }
  return stepMs < 60_000 ? SECONDS.format(ms) : SHORT_TIME.format(ms);
}

/** Both ends of a span, with the day where it is not the same. */
export function span(fromMs: number, toMs: number): string {
  const sameDay = DAY.format(fromMs) === DAY.format(toMs);
  const end = sameDay ? SECONDS.format(toMs) : `${DAY.format(toMs)} ${SECONDS.format(toMs)}`;
  return `${DAY.format(fromMs)} ${SECONDS.format(fromMs)} – ${end}`;
}

/** Such as "7 min 7 s"; the two largest units. */
export function duration(ms: number): string {
  if (ms < 1_000) {
    return `${ms} ms`;
  }
  const units: [string, number][] = [
    ["d", 86_400_000],
    ["h", 3_600_000],
    ["min", 60_000],
    ["s", 1_000],
  ];
  const parts: string[] = [];
  let left = ms;
  for (const [unit, size] of units) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0 && parts.length < 2) {
      parts.push(`${count} ${unit}`);
    }
  }
  return parts.join(" ");
}

/** Such as 1,284 or 12.9k: short enough for a chip. */
export function compact(count: number): string {
  if (count < 10_000) {
    return count.toLocaleString();
  }
  return count < 1_000_000 ? `${(count / 1_000).toFixed(1)}k` : `${(count / 1e6).toFixed(1)}M`;
}
