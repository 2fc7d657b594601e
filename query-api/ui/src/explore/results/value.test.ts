import { expect, it } from "vitest";
import type { Unit } from "./unit";
import { axisTexts, valueText } from "./value";

it.each<[number, Unit, string]>([
  [0, "none", "0"],
  [1234.5, "none", "1235"],
  [0.123456, "none", "0.1235"],
  [1_234_567, "none", "1.235M"],
  [-45_678, "none", "-45.68k"],
  [0.00000123, "none", "1.230e-6"],
  [1e21, "none", "1.000e+21"],
  [NaN, "bytes", "NaN"],
  [-Infinity, "none", "-Inf"],
  [1_536, "bytes", "1.5 KiB"],
  [1_023, "bytes", "1023 B"],
  [5 * 2 ** 30, "bytes/s", "5 GiB/s"],
  [0.0421, "ratio", "4.21 %"],
  [0.0000123, "seconds", "12.3 µs"],
  [90, "seconds", "1.5 min"],
  [0, "seconds", "0 s"],
])("%d in %s is %s", (value, unit, text) => {
  expect(valueText(value, unit)).toBe(text);
});

it("labels an axis with as many digits as tell its values apart", () => {
  expect(axisTexts([1_234_560, 1_234_570], "none")).toEqual(["1.23456M", "1.23457M"]);
  expect(axisTexts([0, 0.5, 1], "ratio")).toEqual(["0 %", "50 %", "100 %"]);
});
