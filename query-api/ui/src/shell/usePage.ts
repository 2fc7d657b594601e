import { useCallback, useEffect, useState } from "react";

/** Pages by their path. */
export const PAGES = { "/": "Events", "/explore": "Explore" } as const;
export type PagePath = keyof typeof PAGES;

/** The page that the address bar says, and how to go to another; the back button leads back. */
export function usePage(): [PagePath, (path: PagePath, search: string) => void] {
  const [page, setPage] = useState(current);
  useEffect(() => {
    const onBack = () => setPage(current());
    window.addEventListener("popstate", onBack);
    return () => window.removeEventListener("popstate", onBack);
  }, []);
  useEffect(() => {
    document.title = `${PAGES[page]} - Gyr`;
  }, [page]);
  const go = useCallback((path: PagePath, search: string) => {
    window.history.pushState(null, "", path + search);
    setPage(path);
  }, []);
  return [page, go];
}

function current(): PagePath {
  const path = window.location.pathname.replace(/\/+$/, "");
  return path === "/explore" ? path : "/";
}
