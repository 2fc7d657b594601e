import type { FeedEvent } from "../api/types";
import { filterParameters } from "../state/parameters";
import type { View } from "../state/view";
import { EventList } from "./EventList";
import { FeedMessage } from "./FeedMessage";
import { Skeleton } from "./Skeleton";
import type { Feed } from "./useFeed";

interface Props {
  feed: Feed;
  view: View;
  onOpen(event: FeedEvent): void;
  onClearFilters(): void;
}

/** The list, or why there is none. */
export function FeedBody({ feed, view, onOpen, onClearFilters }: Props) {
  const { phase, failure, rows } = feed.state;
  if (phase === "failed") {
    return (
      <FeedMessage title={failure?.message ?? "Something went wrong"}>
        <p>{failure?.reason}</p>
        <button type="button" onClick={feed.reload}>
          Try again
        </button>
      </FeedMessage>
    );
  }
  if (rows.length > 0) {
    // Another question makes another list, which begins at its top.
    const question = JSON.stringify([filterParameters(view), view.range]);
    return <EventList key={question} feed={feed} active={view.event} onOpen={onOpen} />;
  }
  if (phase === "loading") {
    return <Skeleton />;
  }
  if (view.severities.length === 0) {
    return (
      <FeedMessage title="No severity is chosen">
        <p>Switch on at least one of High, Medium, Low and Info.</p>
      </FeedMessage>
    );
  }
  const filtered = view.text !== "" || view.filters.length > 0 || view.types.length > 0;
  return (
    <FeedMessage title={filtered ? "No event matches" : "No events in this time"}>
      <p>{feed.live === "live" ? "New ones appear here as they come." : "Try a longer time or more severities."}</p>
      {filtered && (
        <button type="button" onClick={onClearFilters}>
          Clear filters
        </button>
      )}
    </FeedMessage>
  );
}
