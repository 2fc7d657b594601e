import { expect, it } from "vitest";
import { yRange } from "./yRange";

it.each<[number | null, number | null, [number, number]]>([
  [null, null, [0, 1]],
  [0, 0, [0, 1]],
  [5, 5, [4.5, 5.5]],
  [1, 11, [0, 11.8]],
  [-11, -1, [-11.8, 0]],
  [1_000, 1_010, [999.2, 1_010.8]],
  [-10, 10, [-11.6, 11.6]],
])("draws %d to %d in %j", (min, max, [low, high]) => {
  const range = yRange(min, max);
  expect(range[0]).toBeCloseTo(low);
  expect(range[1]).toBeCloseTo(high);
});
