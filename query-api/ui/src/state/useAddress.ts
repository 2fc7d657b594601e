import { useCallback, useEffect, useState } from "react";

/** A change of the view; `replace` keeps it out of the browser's history. */
export type Change<View> = (change: Partial<View>, replace?: boolean) => void;

/** The view that the address bar says, and how to change both. The functions must stay the same. */
export function useAddress<View>(
  parse: (search: string) => View,
  format: (view: View) => string,
): [View, Change<View>] {
  const [path] = useState(window.location.pathname);
  const [view, setView] = useState(() => parse(window.location.search));

  useEffect(() => {
    // Going back may also lead to another page, whose words are not ours.
    const onBack = () => window.location.pathname === path && setView(parse(window.location.search));
    window.addEventListener("popstate", onBack);
    return () => window.removeEventListener("popstate", onBack);
  }, [path, parse]);

  const change = useCallback<Change<View>>(
    (part, replace = false) => {
      const next = { ...parse(window.location.search), ...part };
      const url = path + format(next);
      if (replace) {
        window.history.replaceState(null, "", url);
      } else {
        window.history.pushState(null, "", url);
      }
      setView(next);
    },
    [path, parse, format],
  );

  return [view, change];
}
