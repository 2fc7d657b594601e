import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The page's own colours, which follow the light or dark scheme by themselves. */
export const THEME = [
  EditorView.theme({
    "&": { color: "var(--fg)", backgroundColor: "transparent" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": { fontFamily: "var(--mono)", fontSize: "13px", lineHeight: "1.5", maxHeight: "12.5em" },
    ".cm-content": { padding: "6px 0", caretColor: "var(--fg)" },
    ".cm-line": { padding: "0 10px" },
    ".cm-cursor": { borderLeftColor: "var(--fg)" },
    ".cm-placeholder": { color: "var(--muted)" },
    "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { background: "var(--selection) !important" },
    ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--selection)" },
    ".cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket": { color: "var(--high)", backgroundColor: "transparent" },
    ".cm-tooltip": {
      color: "var(--fg)",
      backgroundColor: "var(--surface)",
      border: "1px solid var(--line-strong)",
      borderRadius: "5px",
      boxShadow: "var(--shadow)",
    },
    ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "12px", maxHeight: "18em" },
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "2px 8px" },
    ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--fg)", backgroundColor: "var(--accent-soft)" },
    ".cm-completionDetail": { color: "var(--muted)", fontStyle: "normal" },
    ".cm-completionMatchedText": { color: "var(--accent)", fontWeight: "600", textDecoration: "none" },
    ".cm-completionInfo": { padding: "6px 10px", maxWidth: "340px" },
    ".cm-diagnostic": { padding: "4px 10px", fontFamily: "inherit" },
    ".cm-diagnostic-error": { borderLeftColor: "var(--high)" },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.function(tags.variableName), tags.modifier, tags.operatorKeyword], color: "var(--code-function)" },
      { tag: [tags.keyword, tags.controlKeyword], color: "var(--code-function)" },
      { tag: tags.labelName, color: "var(--code-label)" },
      { tag: tags.string, color: "var(--code-string)" },
      { tag: [tags.number, tags.literal], color: "var(--code-number)" },
      { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
      { tag: tags.invalid, color: "var(--high)" },
    ]),
  ),
];
