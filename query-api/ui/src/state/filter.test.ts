import { describe, expect, it } from "vitest";
import { parseFilter, scopeOf, withFilter } from "./filter";

describe("filters", () => {
  it("become a scope with quoted values", () => {
    expect(
      scopeOf([
        { key: "host.name", value: 'a"b\\c', exclude: false },
        { key: "event.tag", value: "x", exclude: true },
      ]),
    ).toBe('"host.name" = "a\\"b\\\\c" and "event.tag" != "x"');
  });

  it("keep equals signs in their values", () => {
    expect(parseFilter("segment!=a=b")).toEqual({ key: "segment", value: "a=b", exclude: true });
    expect(parseFilter("no condition")).toBeUndefined();
  });

  it("replace their opposite", () => {
    const include = { key: "k", value: "v", exclude: false };
    const exclude = { ...include, exclude: true };
    expect(withFilter([include], exclude)).toEqual([exclude]);
    expect(withFilter([include], { ...include, value: "w" })).toHaveLength(2);
  });
});
