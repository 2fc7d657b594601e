import { describe, expect, it } from "vitest";
import { DEFAULT_VIEW, formatView, parseView, type View } from "./view";

describe("a view in the URL", () => {
  it("is empty by default", () => {
    expect(formatView(DEFAULT_VIEW)).toBe("");
    expect(parseView("")).toEqual(DEFAULT_VIEW);
  });

  it("comes back as it went", () => {
    const view: View = {
      range: { kind: "fixed", fromMs: 1_700_000_000_000, toMs: 1_700_000_060_000 },
      severities: ["high", "info"],
      types: ["security", "custom"],
      text: "shell & co=1",
      filters: [
        { key: "container.name", value: "web = 1", exclude: false },
        { key: "event.tag", value: "T1059", exclude: true },
      ],
      event: "abc",
      tab: "raw",
    };
    expect(parseView(formatView(view))).toEqual(view);
  });

  it("keeps that no severity is chosen", () => {
    expect(parseView(formatView({ ...DEFAULT_VIEW, severities: [] })).severities).toEqual([]);
  });

  it.each(["?range=99y", "?from=5&to=4", "?from=x&to=y", "?severity=", "?type=nonsense", "?filter=nothing"])(
    "takes %s for what it can",
    (search) => {
      const view = parseView(search);
      expect(view.range).toEqual(DEFAULT_VIEW.range);
      expect(view.filters).toEqual([]);
      expect(view.types).toEqual([]);
    },
  );
});
