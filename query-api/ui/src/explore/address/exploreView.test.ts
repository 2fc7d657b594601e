import { describe, expect, it } from "vitest";
import { DEFAULT_EXPLORE, formatExplore, MAX_QUERIES, parseExplore, type ExploreView } from "./exploreView";

describe("Explore in the URL", () => {
  it("is empty by default", () => {
    expect(formatExplore(DEFAULT_EXPLORE)).toBe("");
    expect(parseExplore("")).toEqual(DEFAULT_EXPLORE);
  });

  it("comes back as it went", () => {
    const view: ExploreView = {
      queries: ['sum by (job) (\n  rate({"a.b"=~"x|&+"}[5m])\n)', ""],
      range: { kind: "last", name: "30d" },
      stepSeconds: 0.5,
      tab: "table",
    };
    expect(parseExplore(formatExplore(view))).toEqual(view);
  });

  it.each(["?step=-1", "?step=x", "?step=1e99", "?tab=nonsense", "?range=3d", "?from=9&to=1"])(
    "takes %s for what it can",
    (search) => {
      expect(parseExplore(search)).toEqual(DEFAULT_EXPLORE);
    },
  );

  it("has an end to its queries", () => {
    expect(parseExplore(`?${"query=up&".repeat(500)}`).queries).toHaveLength(MAX_QUERIES);
  });
});
