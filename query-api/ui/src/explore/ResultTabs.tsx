import type { KeyboardEvent } from "react";
import { TABS, type ExploreTab } from "./address/exploreView";

interface Props {
  tab: ExploreTab;
  onTab(tab: ExploreTab): void;
}

const TITLES: Record<ExploreTab, string> = { chart: "Chart", table: "Table", json: "JSON" };

/** Chart, table, JSON; the arrow keys go from one to the next. */
export function ResultTabs({ tab, onTab }: Props) {
  const walk = (event: KeyboardEvent<HTMLButtonElement>) => {
    const by = { ArrowRight: 1, ArrowLeft: TABS.length - 1 }[event.key];
    const next = by === undefined ? undefined : TABS[(TABS.indexOf(tab) + by) % TABS.length];
    if (next !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      onTab(next);
      document.getElementById(`tab-${next}`)?.focus();
    }
  };
  return (
    <div className="tabs" role="tablist" aria-label="Result">
      {TABS.map((each) => (
        <button
          key={each}
          id={`tab-${each}`}
          type="button"
          role="tab"
          aria-selected={each === tab}
          aria-controls="result"
          tabIndex={each === tab ? 0 : -1}
          onClick={() => onTab(each)}
          onKeyDown={walk}
        >
          {TITLES[each]}
        </button>
      ))}
    </div>
  );
}
