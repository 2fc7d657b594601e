import { describe, expect, it } from "vitest";
import type { QueryData } from "../api/answer";
import type { Outcome } from "./run";
import { sorted, tableOf } from "./rows";
import { seriesText } from "./labels";

const done = (data: QueryData): Outcome => ({
  phase: "done",
  tookMs: 1,
  answer: { data, warnings: [], infos: [], text: "" },
});
const asked = { number: 1, queries: ["a", "b"], from: 0, to: 1, step: 1, at: 1 };

describe("the table", () => {
  it("has a column for each label of any row, the metric first", () => {
    const table = tableOf({
      asked,
      outcomes: [
        done({ resultType: "vector", result: [{ metric: { zone: "x", __name__: "up" }, value: [1, "1"] }] }),
        done({ resultType: "scalar", result: [1, "+Inf"] }),
      ],
    });
    expect(table.columns).toEqual([
      { label: "__name__", characters: 2 },
      { label: "zone", characters: 1 },
    ]);
    expect(table.rows.map((row) => [row.query, row.text, row.number])).toEqual([
      [0, "1", 1],
      [1, "+Inf", Infinity],
    ]);
  });

  it("tells what histograms and ranges hold", () => {
    const { rows } = tableOf({
      asked,
      outcomes: [
        done({
          resultType: "vector",
          result: [{ metric: {}, histogram: [1, { count: "5", sum: "2.5", buckets: [[0, "0", "1", "5"]] }] }],
        }),
        done({ resultType: "matrix", result: [{ metric: {}, values: [[1, "3"], [2, "4"]] }] }),
      ],
    });
    expect(rows.map((row) => row.text)).toEqual(["count 5, sum 2.5, 1 buckets", "2 samples, last 4"]);
  });

  it("sorts numbers as numbers, also within labels, and what is none last", () => {
    const { rows } = tableOf({
      asked,
      outcomes: [
        done({
          resultType: "vector",
          result: ["10", "9", "NaN", "-Inf"].map((value, i) => ({
            metric: { cpu: ["10", "2", "1", "0"][i] ?? "" },
            value: [1, value],
          })),
        }),
      ],
    });
    const texts = (column: string, label: boolean, descending: boolean) =>
      sorted(rows, { column, label, descending }).map((row) => row.text);
    expect(texts("value", false, false)).toEqual(["-Inf", "9", "10", "NaN"]);
    expect(texts("value", false, true)).toEqual(["10", "9", "-Inf", "NaN"]);
    expect(texts("cpu", true, false)).toEqual(["-Inf", "NaN", "9", "10"]);
  });
});

it("writes series as PromQL does", () => {
  expect(seriesText({ __name__: "up", b: 'x"y', a: "1" })).toBe('up{a="1", b="x\\"y"}');
  expect(seriesText({ __name__: "up" })).toBe("up");
  expect(seriesText({})).toBe("{}");
  expect(seriesText({ __name__: "a.b", "c.d": "1" })).toBe('{"a.b", "c.d"="1"}');
});
