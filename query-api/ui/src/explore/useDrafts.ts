import { useEffect, useState } from "react";

export interface Drafts {
  texts: string[];
  set(index: number, text: string): void;
  add(): void;
  replace(texts: string[]): void;
}

/** What stands in the editors, which is run only when one says so; `queries` are those that were. */
export function useDrafts(queries: string[]): Drafts {
  const [texts, setTexts] = useState(queries);
  const ran = JSON.stringify(queries);
  // Going back brings the queries of before into the editors.
  useEffect(() => setTexts(JSON.parse(ran) as string[]), [ran]);
  return {
    texts,
    set: (index, text) => setTexts((now) => now.map((each, at) => (at === index ? text : each))),
    add: () => setTexts((now) => [...now, ""]),
    replace: setTexts,
  };
}
