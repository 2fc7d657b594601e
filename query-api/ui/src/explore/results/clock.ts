import { day, timeOfDay } from "../../format/time";

/** Time of day of seconds since 1970, in the reader's zone; the day too, unless it is today. */
export function clock(seconds: number): string {
  const ms = seconds * 1_000;
  const time = Number.isInteger(seconds) ? timeOfDay(ms).replace(/\D\d{3}$/, "") : timeOfDay(ms);
  return day(ms) === day(Date.now()) ? time : `${day(ms)} ${time}`;
}
