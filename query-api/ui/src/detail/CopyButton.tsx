import { useState } from "react";

interface Props {
  text: string;
  label: string;
}

const SHOWN_MS = 1_200;

/** Copies a text and says so. */
export function CopyButton({ text, label }: Props) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <button type="button" className="copy" aria-label={`Copy ${label}`} onClick={() => void copy()}>
      {copied ? "copied" : "copy"}
    </button>
  );
}
