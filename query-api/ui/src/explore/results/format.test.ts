import { expect, it } from "vitest";
import { formatJson } from "./format";

it("keeps a sample on one line", () => {
  const text = '{"values":[[1795325380.5,"0.1"],[2,"NaN"]],"a":{"[1,\\"x":"\\n"}}';
  const formatted = formatJson(text);
  expect(formatted).toContain('    [1795325380.5, "0.1"],\n    [2, "NaN"]\n');
  expect(JSON.parse(formatted)).toEqual(JSON.parse(text));
});
