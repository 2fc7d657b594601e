import { useMemo } from "react";
import { CopyButton } from "../../detail/CopyButton";
import { letterOf } from "../editor/letters";
import { formatJson } from "./format";
import type { Run } from "./run";

interface Props {
  run: Run;
}

/** As much as one reads and a browser lays out at once; copying gives everything. */
const SHOWN_CHARACTERS = 100_000;
/** Beyond this an answer is shown as it came: to format it takes longer than it is worth. */
const FORMATTED_CHARACTERS = 2_000_000;

/** The answers of the range queries as they came. */
export function RawJson({ run }: Props) {
  return (
    <div className="raw-json" tabIndex={0} role="region" aria-label="Answers as JSON">
      {run.outcomes.map((outcome, index) =>
        outcome.phase === "done" ? (
          <Answer key={index} text={outcome.answer.text} letter={run.outcomes.length > 1 ? letterOf(index) : undefined} />
        ) : null,
      )}
    </div>
  );
}

function Answer({ text, letter }: { text: string; letter: string | undefined }) {
  const formatted = useMemo(
    () => (text.length > FORMATTED_CHARACTERS ? text : formatJson(text)),
    [text],
  );
  const cut = formatted.length > SHOWN_CHARACTERS;
  return (
    <section>
      <header>
        {letter !== undefined && <h3>Query {letter}</h3>}
        <span>
          {text.length.toLocaleString()} characters{cut && `, the first ${SHOWN_CHARACTERS.toLocaleString()} shown`}
        </span>
        <CopyButton text={text} label="the whole answer" />
      </header>
      <pre>{cut ? formatted.slice(0, SHOWN_CHARACTERS) : formatted}</pre>
    </section>
  );
}
