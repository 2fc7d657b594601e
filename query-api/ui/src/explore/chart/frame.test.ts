import { describe, expect, it } from "vitest";
import type { QueryData, Sample } from "../api/answer";
import type { Outcome } from "../results/run";
import { stretches } from "./borders";
import { frameOf, MAX_LINES } from "./frame";

const done = (data: QueryData): Outcome => ({
  phase: "done",
  tookMs: 1,
  answer: { data, warnings: [], infos: [], text: "" },
});
const asked = { number: 1, queries: ["x_bytes", "up"], from: 100, to: 140, step: 10, at: 140 };

describe("a frame", () => {
  it("keeps gaps and what is no number as gaps", () => {
    const values: Sample[] = [
      [100, "1"],
      [120, "NaN"],
      [130, "+Inf"],
      [140, "-2.5"],
    ];
    const { times, lines } = frameOf({
      asked,
      outcomes: [done({ resultType: "matrix", result: [{ metric: { __name__: "x_bytes" }, values }] })],
    });
    expect(times).toEqual([100, 110, 120, 130, 140]);
    expect(lines[0]).toMatchObject({
      values: [1, null, null, null, -2.5],
      isolated: [0, 4],
      last: -2.5,
      min: -2.5,
      max: 1,
      unit: "bytes",
      name: "x_bytes",
    });
  });

  it("holds the lines of all queries that have an answer, up to a bound, and counts the rest", () => {
    const result = Array.from({ length: MAX_LINES }, (_, i) => ({
      metric: { a: `${i}` },
      values: [[100, "1"]] as Sample[],
    }));
    const frame = frameOf({
      asked,
      outcomes: [
        { phase: "running", sinceMs: 0 },
        done({ resultType: "matrix", result: [...result, { metric: { a: "one more" }, values: [[100, "1"]] }] }),
      ],
    });
    expect(frame.lines).toHaveLength(MAX_LINES);
    expect(frame.lines[7]).toMatchObject({ query: 1, name: '{a="7"}', unit: "none" });
    expect(frame.left).toBe(1);
  });

  it("counts histograms, which are no lines", () => {
    const frame = frameOf({
      asked,
      outcomes: [
        done({ resultType: "matrix", result: [{ metric: {}, histograms: [[100, { count: "1", sum: "2" }]] }] }),
      ],
    });
    expect(frame).toMatchObject({ lines: [], histograms: 1 });
  });

  it("finds times that steps of less than a second make", () => {
    const frame = frameOf({
      asked: { ...asked, from: 100, to: 101, step: 0.1 },
      outcomes: [done({ resultType: "matrix", result: [{ metric: {}, values: [[100.3, "3"], [101, "10"]] }] })],
    });
    expect(frame.times).toHaveLength(11);
    expect(frame.lines[0]?.values).toEqual([null, null, null, 3, null, null, null, null, null, null, 10]);
  });
});

describe("the stretches of resolutions", () => {
  it("are cut to the range, ordered and joined", () => {
    const stretch = (from: number, to: number, windowSeconds: number) => ({ from, to, windowSeconds });
    expect(stretches([stretch(120, 500, 0), stretch(0, 110, 60), stretch(110, 120, 60)], 100, 140)).toEqual([
      { from: 100, to: 120, rollup: true, label: "1 min rollup" },
      { from: 120, to: 140, rollup: false, label: "Full resolution" },
    ]);
    expect(stretches([stretch(0, 50, 60)], 100, 140)).toEqual([]);
    expect(stretches([], 100, 140)).toEqual([]);
  });
});
