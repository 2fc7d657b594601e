import type { SeverityCounts, SeverityGroup } from "../api/types";
import { GROUPS, GROUP_LABEL, GROUP_LETTER } from "../format/severity";
import { compact } from "../format/time";

interface Props {
  selected: SeverityGroup[];
  counts: SeverityCounts | undefined;
  onChange(selected: SeverityGroup[]): void;
}

/** Switches severity groups on and off; the counts are those of the time and the other filters. */
export function SeverityChips({ selected, counts, onChange }: Props) {
  return (
    <div className="chips" role="group" aria-label="Severity">
      {GROUPS.map((group) => {
        const on = selected.includes(group);
        return (
          <button
            key={group}
            type="button"
            className="chip"
            data-severity={group}
            aria-pressed={on}
            onClick={() => onChange(GROUPS.filter((each) => (each === group ? !on : selected.includes(each))))}
          >
            <span className={`letter ${group}`} aria-hidden="true">
              {GROUP_LETTER[group]}
            </span>
            {GROUP_LABEL[group]}
            <span className="count">{counts === undefined ? "" : compact(counts[group])}</span>
          </button>
        );
      })}
    </div>
  );
}
