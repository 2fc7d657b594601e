import { describe, expect, it } from "vitest";
import { excerpt, placed } from "./position";

describe("the place of a message", () => {
  it("is taken out of errors", () => {
    expect(placed('invalid parameter "query": 1:7: parse error: unclosed left parenthesis', "sum(up")).toEqual({
      message: "unclosed left parenthesis",
      offset: 6,
    });
  });

  it("is taken out of annotations", () => {
    expect(placed('PromQL info: metric might not be a counter: "up" (2:3)', "1 +\n  rate(up[5m])")).toEqual({
      message: 'PromQL info: metric might not be a counter: "up"',
      offset: 6,
    });
  });

  it("counts bytes as the engine does and characters as the editor does", () => {
    expect(placed("1:8: parse error: x", '{"é"}} ').offset).toBe(6);
  });

  it("may be missing or out of the query", () => {
    expect(placed("query timed out in expression evaluation", "up")).toEqual({
      message: "query timed out in expression evaluation",
      offset: undefined,
    });
    expect(placed("7:1: parse error: x", "up").offset).toBeUndefined();
    expect(placed("1:99: parse error: unexpected end of input", "up").offset).toBe(2);
  });
});

describe("the line with the place", () => {
  it("is that of the offset", () => {
    expect(excerpt("sum(\n  up up\n)", 10)).toEqual({ line: "  up up", indent: 5 });
  });

  it("is the last one with text for the end of the query", () => {
    expect(excerpt("sum(\n  up \n\n", 10)).toEqual({ line: "  up ", indent: 4 });
  });

  it("is cut around the place", () => {
    const { line, indent } = excerpt("a".repeat(300) + "!" + "b".repeat(300), 300);
    expect(line.length).toBeLessThan(110);
    expect(line[indent]).toBe("!");
  });
});
