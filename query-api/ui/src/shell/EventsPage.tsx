import { useMemo, useRef, useState } from "react";
import { ApiClient } from "../api/client";
import type { FeedEvent, SeverityGroup } from "../api/types";
import { EventDetail } from "../detail/EventDetail";
import { useEvent } from "../detail/useEvent";
import { FeedBody } from "../feed/FeedBody";
import { FeedMessage } from "../feed/FeedMessage";
import { useFeed } from "../feed/useFeed";
import { FilterPills } from "../filters/FilterPills";
import { RangePicker } from "../filters/RangePicker";
import { SearchBox } from "../filters/SearchBox";
import { SeverityChips } from "../filters/SeverityChips";
import { TypeChips } from "../filters/TypeChips";
import { GROUPS } from "../format/severity";
import { HistogramChart } from "../histogram/HistogramChart";
import { useHistogram } from "../histogram/useHistogram";
import { withFilter } from "../state/filter";
import { rangeSearch } from "../state/range";
import { useAddress } from "../state/useAddress";
import { EVENT_SPANS, formatView, parseView } from "../state/view";
import { HelpDialog } from "./HelpDialog";
import { LiveBadge } from "./LiveBadge";
import { Mark } from "./Mark";
import { Navigation, type Go } from "./Navigation";
import { useKeys } from "./useKeys";

interface Props {
  token: string;
  onUnauthorized(): void;
  go: Go;
}

const KEYS: [string, string][] = [
  ["j / k", "Next, previous event"],
  ["Enter", "Open the event"],
  ["Esc", "Close the details"],
  ["/", "Search"],
  ["1 2 3 4", "Switch High, Medium, Low, Info"],
  ["t", "Jump to the newest"],
  ["x", "Explore"],
  ["?", "This help"],
];

/** The events feed. */
export function EventsPage({ token, onUnauthorized, go }: Props) {
  const client = useMemo(() => new ApiClient(token), [token]);
  const [view, change] = useAddress(parseView, formatView);
  const feed = useFeed(client, view, onUnauthorized);
  const histogram = useHistogram(client, view, 0);
  const [help, setHelp] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const { rows } = feed.state;
  const selected = useEvent(client, view.event, rows);

  const open = (event: FeedEvent | undefined) => {
    if (event !== undefined) {
      // Moving from one open event to the next is no step to come back to.
      change({ event: event.id }, view.event !== undefined);
    }
  };
  const move = (by: number) => {
    const at = rows.findIndex((row) => row.id === view.event);
    open(rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by))]);
  };
  const toggle = (group: SeverityGroup) =>
    change({
      severities: GROUPS.filter((each) =>
        each === group ? !view.severities.includes(each) : view.severities.includes(each),
      ),
    });
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => view.event === undefined && move(0),
    Escape: () => change({ event: undefined }),
    "/": () => search.current?.focus(),
    "?": () => setHelp(true),
    x: () => go("/explore", rangeSearch(view.range)),
    t: () => {
      feed.release();
      document.querySelector(".list")?.scrollTo({ top: 0 });
    },
    "1": () => toggle("high"),
    "2": () => toggle("medium"),
    "3": () => toggle("low"),
    "4": () => toggle("info"),
  });

  return (
    <div className="page">
      <header className="top">
        <Mark />
        <h1 className="unseen">Events</h1>
        <Navigation page="/" range={view.range} go={go} />
        <LiveBadge live={feed.live} waiting={feed.state.waiting.length} />
        <span className="grow" />
        <RangePicker range={view.range} spans={EVENT_SPANS} onChange={(range) => change({ range })} />
        <button type="button" className="icon" aria-label="Keyboard help" title="Keyboard (?)" onClick={() => setHelp(true)}>
          ?
        </button>
      </header>
      <div className="filters">
        <SeverityChips
          selected={view.severities}
          counts={histogram?.severities}
          onChange={(severities) => change({ severities })}
        />
        <TypeChips selected={view.types} onChange={(types) => change({ types })} />
        <SearchBox text={view.text} inputRef={search} onChange={(text) => change({ text }, true)} />
        <FilterPills filters={view.filters} onChange={(filters) => change({ filters })} />
      </div>
      <HistogramChart
        histogram={view.severities.length === 0 ? undefined : histogram}
        onNarrow={(fromMs, toMs) => change({ range: { kind: "fixed", fromMs, toMs } })}
      />
      <main className={view.event === undefined ? "content" : "content with-detail"}>
        <FeedBody
          feed={feed}
          view={view}
          onOpen={open}
          onClearFilters={() => change({ text: "", filters: [], types: [] })}
        />
        {selected === "missing" && (
          <aside className="detail">
            <FeedMessage title="This event is not there">
              <p>It may be older than what is kept.</p>
              <button type="button" onClick={() => change({ event: undefined })}>
                Close
              </button>
            </FeedMessage>
          </aside>
        )}
        {selected !== undefined && selected !== "missing" && (
          <EventDetail
            event={selected}
            tab={view.tab}
            onTab={(tab) => change({ tab }, true)}
            onFilter={(filter) => change({ filters: withFilter(view.filters, filter) })}
            onClose={() => change({ event: undefined })}
          />
        )}
      </main>
      <HelpDialog keys={KEYS} open={help} onClose={() => setHelp(false)} />
    </div>
  );
}
