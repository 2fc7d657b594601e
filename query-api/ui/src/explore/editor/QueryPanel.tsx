import type { PromQLExtension } from "@prometheus-io/codemirror-promql";
import { useRef } from "react";
import type { Kind } from "../results/useRun";
import type { Asked, Outcome } from "../results/run";
import { letterOf } from "./letters";
import { PromqlEditor, type EditorHandle } from "./PromqlEditor";
import { QueryCost } from "./QueryCost";
import { QueryMessage } from "./QueryMessage";

interface Props {
  index: number;
  /** How many queries there are. */
  count: number;
  text: string;
  language: PromQLExtension;
  /** The run that `outcome` belongs to. */
  asked: Asked | undefined;
  outcome: Outcome | undefined;
  kind: Kind;
  onText(text: string): void;
  onRun(): void;
  onRemove(): void;
  onCancel(): void;
  onEditor(handle: EditorHandle | null): void;
}

const MOST_MESSAGES = 10;

/** A query: its editor, what became of it and what the engine says about it. */
export function QueryPanel(props: Props) {
  const { index, count, text, outcome, asked } = props;
  const editor = useRef<EditorHandle | null>(null);
  const letter = letterOf(index);
  const run = asked?.queries[index] ?? "";
  const goTo = (offset: number) => editor.current?.goTo(offset);
  const messages =
    outcome?.phase === "failed"
      ? [{ kind: "error" as const, text: outcome.failure.message }]
      : outcome?.phase === "done"
        ? [
            ...outcome.answer.warnings.map((each) => ({ kind: "warning" as const, text: each })),
            ...outcome.answer.infos.map((each) => ({ kind: "info" as const, text: each })),
          ]
        : [];
  return (
    <section className="query" aria-label={`Query ${letter}`}>
      <div className={outcome?.phase === "failed" ? "query-box is-wrong" : "query-box"}>
        {count > 1 && (
          <span className="query-letter" aria-hidden="true">
            {letter}
          </span>
        )}
        <PromqlEditor
          value={text}
          label={`PromQL of query ${letter}`}
          language={props.language}
          handle={(handle) => {
            editor.current = handle;
            props.onEditor(handle);
          }}
          onChange={props.onText}
          onRun={props.onRun}
        />
        {text.trim() !== run.trim() && <span className="query-edited">edited, not run</span>}
        {count > 1 && (
          <button type="button" className="close" aria-label={`Remove query ${letter}`} title="Remove" onClick={props.onRemove}>
            ×
          </button>
        )}
      </div>
      <QueryCost asked={asked} outcome={outcome} kind={props.kind} onCancel={props.onCancel} />
      {messages.slice(0, MOST_MESSAGES).map((each) => (
        <QueryMessage key={each.kind + each.text} {...each} query={run} onGoTo={goTo} />
      ))}
      {messages.length > MOST_MESSAGES && <p className="query-more">and {messages.length - MOST_MESSAGES} more in the JSON</p>}
    </section>
  );
}
