import { expect, it } from "vitest";
import type { Histogram } from "../api/types";
import { bars, brushed } from "./bars";

const histogram: Histogram = {
  from_ms: 1_000,
  to_ms: 4_000,
  interval_ms: 1_000,
  severities: { high: 1, medium: 1, low: 0, info: 0 },
  types: {},
  buckets: [
    { time_ms: 1_000, high: 1, medium: 1, low: 0, info: 0 },
    { time_ms: 2_000, high: 0, medium: 0, low: 0, info: 0 },
    { time_ms: 3_000, high: 0, medium: 1, low: 0, info: 0 },
  ],
};

it("stacks segments without gaps up to the highest bar", () => {
  const [first, second] = bars(histogram);
  expect(first?.segments).toEqual([
    { group: "high", y: 0.5, height: 0.5 },
    { group: "medium", y: 0, height: 0.5 },
  ]);
  expect(second?.segments).toEqual([]);
});

it("narrows to whole bars in either direction", () => {
  expect(brushed(histogram, 0.9, 0.5)).toEqual({ fromMs: 2_000, toMs: 4_000 });
  expect(brushed(histogram, 0.1, 0.1)).toEqual({ fromMs: 1_000, toMs: 2_000 });
  expect(brushed(histogram, -5, 5)).toEqual({ fromMs: 1_000, toMs: 4_000 });
});
