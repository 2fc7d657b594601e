import type { FeedEvent } from "../api/types";
import { GROUP_LETTER } from "../format/severity";
import { day, timeOfDay } from "../format/time";
import type { Filter } from "../state/filter";
import type { Tab } from "../state/view";
import { CopyButton } from "./CopyButton";
import { summary, type Line } from "./summary";
import { ValueTable } from "./ValueTable";

interface Props {
  event: FeedEvent;
  tab: Tab;
  onTab(tab: Tab): void;
  onFilter(filter: Filter): void;
  onClose(): void;
}

const TABS: [Tab, string][] = [
  ["details", "Details"],
  ["raw", "Raw JSON"],
];

/** Everything about one event. */
export function EventDetail({ event, tab, onTab, onFilter, onClose }: Props) {
  const raw = JSON.stringify(event, null, 2);
  return (
    <aside className="detail" aria-label="Event details">
      <header className="detail-head">
        <div className="detail-title">
          <span className={`letter ${event.severity_group}`} aria-hidden="true">
            {GROUP_LETTER[event.severity_group]}
          </span>
          <h2>{event.name}</h2>
          <button type="button" className="close" aria-label="Close details" title="Close (Esc)" onClick={onClose}>
            ×
          </button>
        </div>
        <p className="detail-meta">
          {day(event.time_ms)} {timeOfDay(event.time_ms)} · {event.type} · {event.status}
        </p>
        <p className="detail-text">{event.description}</p>
        <div className="tabs" role="tablist" aria-label="Views of the event">
          {TABS.map(([name, label]) => (
            <button
              key={name}
              id={`tab-${name}`}
              type="button"
              role="tab"
              aria-selected={tab === name}
              aria-controls="detail-body"
              onClick={() => onTab(name)}
            >
              {label}
            </button>
          ))}
        </div>
      </header>
      <div id="detail-body" className="detail-body" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={0}>
        {tab === "raw" ? (
          <>
            <CopyButton text={raw} label="JSON" />
            <pre>{raw}</pre>
          </>
        ) : (
          <>
            <Section title="Summary" lines={summary(event)} onFilter={onFilter} />
            <Section title="Labels" lines={entries(event.labels, true)} onFilter={onFilter} />
            <Section title="Fields" lines={entries(event.fields, false)} onFilter={onFilter} />
            {event.tags.length > 0 && (
              <section>
                <h3>Tags</h3>
                <ul className="tags">
                  {event.tags.map((value) => (
                    <li key={value}>
                      <button
                        type="button"
                        title="Show only these"
                        onClick={() => onFilter({ key: "event.tag", value, exclude: false })}
                      >
                        {value}
                      </button>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </div>
    </aside>
  );
}

function entries(map: Record<string, string>, filterable: boolean): Line[] {
  return Object.entries(map).map(([key, value]) =>
    filterable ? { label: key, value, filterKey: key } : { label: key, value },
  );
}

function Section({ title, lines, onFilter }: { title: string; lines: Line[]; onFilter(filter: Filter): void }) {
  return lines.length === 0 ? null : (
    <section>
      <h3>{title}</h3>
      <ValueTable lines={lines} onFilter={onFilter} />
    </section>
  );
}
