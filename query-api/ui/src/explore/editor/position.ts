/** A message of the engine about a place in the query. */
export interface Placed {
  message: string;
  /** Offset in the query, in UTF-16 units as the editor counts; undefined: about the whole. */
  offset: number | undefined;
}

/**
 * Takes the place out of an error, "1:7: parse error: ...", or an annotation, "... (1:7)". Lines
 * and columns start at 1; columns count bytes of UTF-8, as Prometheus does.
 */
export function placed(text: string, query: string): Placed {
  const error = /^(?:invalid parameter "query": )?(\d+):(\d+): (?:parse error: )?([^]*)$/.exec(text);
  if (error !== null) {
    return { message: error[3] ?? "", offset: offset(query, Number(error[1]), Number(error[2])) };
  }
  const annotation = /^([^]*) \((\d+):(\d+)\)$/.exec(text);
  if (annotation !== null) {
    return { message: annotation[1] ?? "", offset: offset(query, Number(annotation[2]), Number(annotation[3])) };
  }
  return { message: text, offset: undefined };
}

function offset(query: string, line: number, column: number): number | undefined {
  const lines = query.split("\n");
  const text = lines[line - 1];
  if (text === undefined || column < 1) {
    return undefined;
  }
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  let bytes = 1;
  let units = 0;
  for (const character of text) {
    if (bytes >= column) {
      break;
    }
    bytes += new TextEncoder().encode(character).length;
    units += character.length;
  }
  return before + units;
}

/** A line of the query with room for a caret below. */
export interface Excerpt {
  line: string;
  /** Characters before the caret. */
  indent: number;
}

const MOST = 100;
const BEFORE = 60;

/** The line that an offset is in, cut where it is too long to see the place. */
export function excerpt(query: string, offset: number): Excerpt {
  // An error at the end is seen where the text ends, not on the empty lines after it.
  const at = Math.min(offset, query.trimEnd().length);
  const start = query.lastIndexOf("\n", at - 1) + 1;
  const end = query.indexOf("\n", at);
  const line = query.slice(start, end < 0 ? undefined : end).replaceAll("\t", " ");
  const from = line.length > MOST ? Math.max(0, at - start - BEFORE) : 0;
  const cut = line.slice(from, from + MOST);
  return {
    line: (from > 0 ? "…" : "") + cut + (from + MOST < line.length ? "…" : ""),
    indent: at - start - from + (from > 0 ? 1 : 0),
  };
}
