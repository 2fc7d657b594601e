import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import type { FeedEvent } from "../api/types";
import { EventRow } from "./EventRow";
import type { Feed } from "./useFeed";

interface Props {
  feed: Feed;
  active: string | undefined;
  onOpen(event: FeedEvent): void;
}

const ROW_PX = 30;
/** This near to the end the next page is asked for. */
const LOAD_AHEAD_ROWS = 40;
/** Further down than this the reader is reading, and rows must not move. */
const AT_TOP_PX = 8;

/** The rows that can be seen, out of however many there are. */
export function EventList({ feed, active, onOpen }: Props) {
  const { rows, waiting, loadingMore, cursor } = feed.state;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const last = items[items.length - 1]?.index ?? 0;
  const { loadMore, release, setHolding } = feed;

  useEffect(() => {
    if (last >= rows.length - LOAD_AHEAD_ROWS) {
      loadMore();
    }
  }, [last, rows.length, loadMore]);

  // A list that has just been made is at its top.
  useEffect(() => setHolding(false), [setHolding]);

  const activeIndex = active === undefined ? -1 : rows.findIndex((row) => row.id === active);
  useEffect(() => {
    if (activeIndex >= 0) {
      virtual.scrollToIndex(activeIndex, { align: "auto" });
    }
    // Only a new choice scrolls; rows that come in above it do not.
  }, [active]);

  const showNew = () => {
    release();
    scroller.current?.scrollTo({ top: 0 });
    setHolding(false);
  };
  return (
    <div className="list-frame">
      {waiting.length > 0 && (
        <button type="button" className="new-events" onClick={showNew}>
          {waiting.length.toLocaleString()} new
        </button>
      )}
      <div
        ref={scroller}
        className="list"
        role="listbox"
        tabIndex={0}
        aria-label="Events"
        aria-activedescendant={activeIndex >= 0 ? `event-${active}` : undefined}
        onScroll={(event) => {
          const atTop = event.currentTarget.scrollTop <= AT_TOP_PX;
          setHolding(!atTop);
          if (atTop && waiting.length > 0) {
            release();
          }
        }}
      >
        <div className="list-rows" role="presentation" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const event = rows[item.index];
            return event === undefined ? null : (
              <EventRow
                key={item.key}
                event={event}
                index={item.index}
                count={rows.length}
                active={event.id === active}
                top={item.start}
                onOpen={onOpen}
              />
            );
          })}
        </div>
      </div>
      <footer className="list-foot" aria-live="polite">
        {loadingMore ? "Loading more" : `${rows.length.toLocaleString()} of ${totalText(feed)}`}
        {cursor === undefined && rows.length > 0 && !loadingMore ? " – end of this time range" : ""}
      </footer>
    </div>
  );
}

function totalText(feed: Feed): string {
  const { total, totalIsExact } = feed.state;
  return `${total.toLocaleString()}${totalIsExact ? "" : "+"} events`;
}
