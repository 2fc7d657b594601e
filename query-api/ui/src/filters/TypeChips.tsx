import type { EventType } from "../api/types";
import { TYPES } from "../state/view";

interface Props {
  selected: EventType[];
  onChange(selected: EventType[]): void;
}

const LABEL: Record<EventType, string> = {
  security: "Security",
  alert: "Alerts",
  infrastructure: "Infrastructure",
  custom: "Custom",
};

/** Narrows to kinds of event; none chosen means all. */
export function TypeChips({ selected, onChange }: Props) {
  return (
    <div className="segments" role="group" aria-label="Type">
      <button type="button" aria-pressed={selected.length === 0} onClick={() => onChange([])}>
        All types
      </button>
      {TYPES.map((type) => {
        const on = selected.includes(type);
        return (
          <button
            key={type}
            type="button"
            aria-pressed={on}
            onClick={() => onChange(TYPES.filter((each) => (each === type ? !on : selected.includes(each))))}
          >
            {LABEL[type]}
          </button>
        );
      })}
    </div>
  );
}
