/** A time or a bound with what belongs to it, over four lines. */
const PAIR = /\[\n\s+([-+.\de]+),\n\s+("(?:[^"\\\n]|\\.)*")\n\s+\]/g;

/** JSON for reading: indented, but each sample on a line of its own. */
export function formatJson(text: string): string {
  return JSON.stringify(JSON.parse(text), null, 2).replace(PAIR, "[$1, $2]");
}
