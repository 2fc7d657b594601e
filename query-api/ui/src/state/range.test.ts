import { describe, expect, it } from "vitest";
import { formatRange, parseRange, rangeSearch, resolveRange, shift, zoomOut, type Range } from "./range";

describe("a range", () => {
  it("means the last so much time at each moment anew", () => {
    expect(resolveRange({ kind: "last", name: "10m" }, 1_000_000)).toEqual({ fromMs: 400_000, toMs: 1_000_000 });
  });

  it("is read only if the page offers it", () => {
    const query = new URLSearchParams("range=30d");
    expect(parseRange(query, ["1h", "30d"])).toEqual({ kind: "last", name: "30d" });
    expect(parseRange(query, ["1h"])).toEqual({ kind: "last", name: "1h" });
  });

  it("comes back as it went", () => {
    const query = new URLSearchParams();
    const range: Range = { kind: "fixed", fromMs: 5_000, toMs: 9_000 };
    formatRange(query, range);
    expect(parseRange(query, [])).toEqual(range);
    expect(rangeSearch(range)).toBe("?from=5000&to=9000");
    expect(rangeSearch({ kind: "last", name: "1h" })).toBe("");
  });

  it("zooms out around its middle and moves by half of itself", () => {
    const range: Range = { kind: "fixed", fromMs: 100_000, toMs: 200_000 };
    expect(zoomOut(range, 0)).toEqual({ kind: "fixed", fromMs: 50_000, toMs: 250_000 });
    expect(shift(range, -1, 0)).toEqual({ kind: "fixed", fromMs: 50_000, toMs: 150_000 });
    expect(shift({ kind: "last", name: "10m" }, 1, 1_000_000)).toEqual({ kind: "fixed", fromMs: 700_000, toMs: 1_300_000 });
  });
});
