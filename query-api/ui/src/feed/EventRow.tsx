import { memo } from "react";
import type { FeedEvent } from "../api/types";
import { GROUP_LETTER, severityText } from "../format/severity";
import { day, timeOfDay } from "../format/time";
import { place } from "./place";

interface Props {
  event: FeedEvent;
  index: number;
  count: number;
  active: boolean;
  top: number;
  onOpen(event: FeedEvent): void;
}

/** One line of the list. */
export const EventRow = memo(function EventRow({ event, index, count, active, top, onOpen }: Props) {
  return (
    <div
      id={`event-${event.id}`}
      role="option"
      aria-selected={active}
      aria-posinset={index + 1}
      aria-setsize={count}
      className={active ? "row active" : "row"}
      data-severity={event.severity_group}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(event)}
    >
      <span className={`bar bg-${event.severity_group}`} />
      <span className={`letter ${event.severity_group}`} title={severityText(event.severity_group, event.severity)}>
        {GROUP_LETTER[event.severity_group]}
      </span>
      <time dateTime={event.time} title={event.time}>
        <span className="day">{day(event.time_ms)}</span> {timeOfDay(event.time_ms)}
      </time>
      <span className="name">{event.name}</span>
      <span className="description">
        {event.status === "resolved" && <span className="state">Resolved</span>}
        {event.description}
      </span>
      <span className="place">{place(event)}</span>
    </div>
  );
});
