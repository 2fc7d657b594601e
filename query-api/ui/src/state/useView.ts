import { useCallback, useEffect, useState } from "react";
import { formatView, parseView, type View } from "./view";

/** A change of the view; `replace` keeps it out of the browser's history. */
export type ChangeView = (change: Partial<View>, replace?: boolean) => void;

/** The view that the address bar says, and how to change both. */
export function useView(): [View, ChangeView] {
  const [view, setView] = useState(() => parseView(window.location.search));

  useEffect(() => {
    const onBack = () => setView(parseView(window.location.search));
    window.addEventListener("popstate", onBack);
    return () => window.removeEventListener("popstate", onBack);
  }, []);

  const change = useCallback<ChangeView>((part, replace = false) => {
    const next = { ...parseView(window.location.search), ...part };
    const url = window.location.pathname + formatView(next);
    if (replace) {
      window.history.replaceState(null, "", url);
    } else {
      window.history.pushState(null, "", url);
    }
    setView(next);
  }, []);

  return [view, change];
}
