import type { Unit } from "./unit";

const BINARY = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
const SHORT: [number, string][] = [
  [1e12, "T"],
  [1e9, "G"],
  [1e6, "M"],
  [1e3, "k"],
];
const SECONDS: [number, string][] = [
  [86_400, "d"],
  [3_600, "h"],
  [60, "min"],
  [1, "s"],
  [1e-3, "ms"],
  [1e-6, "µs"],
];
const LARGEST = 1e15;
const LARGEST_PLAIN = 10_000;
const SMALLEST_PLAIN = 1e-4;

const DIGITS = 4;

/** A value for people, with its unit; only so many digits that count, but whole numbers keep all of theirs. */
export function valueText(value: number, unit: Unit, digits: number = DIGITS): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  }
  switch (unit) {
    case "bytes":
      return bytes(value, digits);
    case "bytes/s":
      return `${bytes(value, digits)}/s`;
    case "seconds":
      return seconds(value, digits);
    case "ratio":
      return `${cut(value * 100, digits)} %`;
    case "none":
      return short(value, digits);
  }
}

const MOST_DIGITS = 12;

/** Labels of an axis: as short as they can be and still differ. */
export function axisTexts(values: readonly number[], unit: Unit): string[] {
  for (let digits = DIGITS; ; digits++) {
    const texts = values.map((value) => valueText(value, unit, digits));
    if (new Set(texts).size === texts.length || digits === MOST_DIGITS) {
      return texts;
    }
  }
}

function bytes(value: number, digits: number): string {
  let scaled = value;
  let unit = 0;
  while (Math.abs(scaled) >= 1_024 && unit < BINARY.length - 1) {
    scaled /= 1_024;
    unit++;
  }
  return `${cut(scaled, digits)} ${BINARY[unit]}`;
}

function seconds(value: number, digits: number): string {
  const size = Math.abs(value);
  if (size === 0) {
    return "0 s";
  }
  const [factor, unit] = SECONDS.find(([least]) => size >= least) ?? [1e-9, "ns"];
  return `${cut(value / factor, digits)} ${unit}`;
}

function short(value: number, digits: number): string {
  const size = Math.abs(value);
  if (size >= LARGEST || (size !== 0 && size < SMALLEST_PLAIN)) {
    return value.toExponential(digits - 1);
  }
  const [factor, suffix] = (size >= LARGEST_PLAIN && SHORT.find(([least]) => size >= least)) || [1, ""];
  return cut(value / factor, digits) + suffix;
}

function cut(value: number, digits: number): string {
  const whole = Math.abs(value) >= 10 ** (digits - 1);
  return String(whole ? Math.round(value) : Number(value.toPrecision(digits)));
}
