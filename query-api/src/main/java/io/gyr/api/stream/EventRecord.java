package io.gyr.api.stream;

import io.gyr.api.events.FeedEvent;
import io.gyr.schemas.record.Event;
import io.gyr.schemas.record.EventKind;
import io.gyr.schemas.record.EventStatus;
import java.util.Locale;

/** An event as {@link io.gyr.schemas.Topic#EVENTS} carries it. */
public final class EventRecord {
  private EventRecord() {}

  /** The event of a record. */
  public static FeedEvent read(Event event) {
    return new FeedEvent(
        event.getId(),
        event.getKind().name().toLowerCase(Locale.ROOT),
        event.getTimeNs(),
        event.getEndTimeNs(),
        event.getSeverity(),
        event.getStatus().name().toLowerCase(Locale.ROOT),
        event.getName(),
        event.getDescription(),
        event.getSource(),
        event.getTags(),
        event.getLabels(),
        event.getFields(),
        event.getRuleVersion(),
        event.getVersion(),
        new FeedEvent.Why(
            event.getConditions().stream()
                .map(test -> new FeedEvent.Test(test.getCondition(), test.getValues()))
                .toList(),
            event.getRecords()),
        event.getCount(),
        event.getAggregatedInto());
  }

  /** The record of an event. */
  public static Event write(FeedEvent event) {
    return Event.newBuilder()
        .setId(event.id())
        .setKind(EventKind.valueOf(event.type().toUpperCase(Locale.ROOT)))
        .setTimeNs(event.timeNs())
        .setEndTimeNs(event.endTimeNs())
        .setSeverity(event.severity())
        .setStatus(EventStatus.valueOf(event.status().toUpperCase(Locale.ROOT)))
        .setName(event.name())
        .setDescription(event.description())
        .setSource(event.source())
        .setTags(event.tags())
        .setLabels(event.labels())
        .setFields(event.fields())
        .setRuleVersion(event.ruleVersion())
        .setVersion(event.version())
        .build();
  }
}
