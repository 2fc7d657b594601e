import { useEffect, useRef, useState, type RefObject } from "react";

interface Props {
  text: string;
  inputRef: RefObject<HTMLInputElement>;
  onChange(text: string): void;
}

const TYPING_MS = 300;

/** Free text; searches when typing pauses, at once on Enter. */
export function SearchBox({ text, inputRef, onChange }: Props) {
  const [typed, setTyped] = useState(text);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => setTyped(text), [text]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const search = (value: string, delay: number) => {
    setTyped(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(value.trim()), delay);
  };
  return (
    <div className="search">
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="7" cy="7" r="4.5" />
        <path d="M10.5 10.5 14 14" />
      </svg>
      <input
        ref={inputRef}
        type="search"
        aria-label="Search events"
        placeholder="Search name, description, labels"
        spellCheck={false}
        value={typed}
        onChange={(event) => search(event.target.value, TYPING_MS)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            search(typed, 0);
          } else if (event.key === "Escape") {
            event.currentTarget.blur();
          }
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </div>
  );
}
