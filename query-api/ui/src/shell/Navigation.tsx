import { rangeSearch, type Range } from "../state/range";
import { PAGES, type PagePath } from "./usePage";

export type Go = (path: PagePath, search: string) => void;

interface Props {
  page: PagePath;
  /** The time that the other page opens with. */
  range: Range;
  go: Go;
}

/** The pages. A click with a key held down opens a tab, as everywhere. */
export function Navigation({ page, range, go }: Props) {
  const search = rangeSearch(range);
  return (
    <nav className="pages" aria-label="Pages">
      {(Object.keys(PAGES) as PagePath[]).map((path) => (
        <a
          key={path}
          href={path + search}
          aria-current={path === page ? "page" : undefined}
          onClick={(event) => {
            if (!event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
              event.preventDefault();
              if (path !== page) {
                go(path, search);
              }
            }
          }}
        >
          {PAGES[path]}
        </a>
      ))}
    </nav>
  );
}
