import { useEffect, useRef } from "react";

/** What each key does; a key that is not there is left to the browser. */
export type Keys = Record<string, () => void>;

/** Listens for single keys, except while somebody types or a dialog is open. */
export function useKeys(keys: Keys): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const typing = target.closest("input, textarea, select, dialog, [contenteditable]") !== null;
      const pressing = event.key === "Enter" && target.closest("button, a") !== null;
      if (typing || pressing || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      const action = current.current[event.key];
      if (action !== undefined) {
        event.preventDefault();
        action();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
