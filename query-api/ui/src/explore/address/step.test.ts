import { expect, it } from "vitest";
import { autoStep, onGrid, stepText } from "./step";

it.each([
  [60, 1],
  [600, 10],
  [3_600, 10],
  [21_600, 60],
  [86_400, 300],
  [7 * 86_400, 1_800],
  [30 * 86_400, 7_200],
  [365 * 86_400, 86_400],
  [5 * 365 * 86_400, 4 * 86_400],
])("draws %i s in steps of %i s", (range, step) => {
  expect(autoStep(range)).toBe(step);
});

it("asks at multiples of the step", () => {
  expect(onGrid(1_234_567, 1_299_999, 60)).toEqual({ from: 1_200, to: 1_260 });
  expect(onGrid(5_000, 6_000, 3_600)).toEqual({ from: 0, to: 0 });
});

it("writes steps in their largest whole unit", () => {
  expect([10, 90, 300, 7_200, 172_800].map(stepText)).toEqual(["10 s", "90 s", "5 min", "2 h", "2 d"]);
});
