import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, placeholder, tooltips } from "@codemirror/view";
import type { PromQLExtension } from "@prometheus-io/codemirror-promql";
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";
import { THEME } from "./theme";

/** What others may do with an editor. */
export interface EditorHandle {
  focus(): void;
  /** Puts the cursor to a place, in UTF-16 units. */
  goTo(offset: number): void;
}

interface Props {
  value: string;
  label: string;
  language: PromQLExtension;
  handle: Ref<EditorHandle>;
  onChange(value: string): void;
  onRun(): void;
}

/** Refuses what no server would take; a paste of a log file must not freeze the page. */
const MAX_LENGTH = 100_000;

/** A PromQL expression of one or more lines. Ctrl-Enter (Cmd-Enter) runs it, Tab leaves it. */
export function PromqlEditor({ value, label, language, handle, onChange, onRun }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>();
  const [refused, setRefused] = useState(false);
  const current = useRef({ value, onChange, onRun });
  current.current = { value, onChange, onRun };

  useEffect(() => {
    const editor = new EditorView({
      parent: host.current ?? undefined,
      state: EditorState.create({
        doc: current.current.value,
        extensions: [
          Prec.highest(
            keymap.of([
              {
                key: "Mod-Enter",
                run: (editor) => {
                  // What it offers lies over the result, also if it comes a moment later.
                  closeCompletion(editor);
                  current.current.onRun();
                  return true;
                },
              },
              { key: "Tab", run: acceptCompletion },
            ]),
          ),
          EditorState.changeFilter.of((change) => {
            const tooLong = change.newDoc.length > MAX_LENGTH;
            setRefused(tooLong);
            return !tooLong;
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) {
              current.current.onChange(update.state.doc.toString());
            }
          }),
          EditorView.contentAttributes.of({ "aria-label": label }),
          EditorView.lineWrapping,
          placeholder("PromQL, such as rate(node_cpu_seconds_total[5m])"),
          // Not below the editor's own box: it would be cut off there.
          tooltips({ position: "fixed" }),
          history(),
          bracketMatching(),
          closeBrackets(),
          autocompletion({ maxRenderedOptions: 100 }),
          language.asExtension(),
          keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
          THEME,
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [language, label]);

  useEffect(() => {
    const editor = view.current;
    if (editor !== undefined && editor.state.doc.toString() !== value) {
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
    }
  }, [value]);

  useImperativeHandle(handle, () => ({
    focus: () => view.current?.focus(),
    goTo: (offset) => {
      const editor = view.current;
      if (editor !== undefined) {
        editor.dispatch({ selection: { anchor: Math.min(offset, editor.state.doc.length) }, scrollIntoView: true });
        editor.focus();
      }
    },
  }));
  return (
    <div className="editor">
      <div ref={host} />
      {refused && (
        <p className="query-more" role="alert">
          A query of more than {MAX_LENGTH.toLocaleString()} characters is not taken
        </p>
      )}
    </div>
  );
}
