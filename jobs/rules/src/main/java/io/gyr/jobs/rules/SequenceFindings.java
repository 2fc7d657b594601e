package io.gyr.jobs.rules;

import io.gyr.jobs.runtime.EventId;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.rules.sequence.Sequence;
import io.gyr.rules.sequence.SequenceMatch;
import io.gyr.rules.sequence.SequenceMatch.StepEvents;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Event;
import io.gyr.schemas.record.EventKind;
import io.gyr.schemas.record.EventStatus;
import io.gyr.schemas.wire.RecordEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes security events of sequences that were found. The id comes from the sequence, its key, the
 * record that ended the match and the values that tell matches apart, so that a replay gives the
 * same.
 */
final class SequenceFindings {
  /** Beyond it the records of a step are counted, but not named. */
  private static final int MAX_RECORDS = 100;

  private static final long MINUTE_NS = 60_000_000_000L;

  private final RecordEncoder<Event> encoder;

  SequenceFindings(RecordEncoder<Event> encoder) {
    this.encoder = encoder;
  }

  RawRecord of(SequenceMatch match, String version) {
    Sequence sequence = match.sequence();
    Sequence.Header header = sequence.header();
    List<String> identity = new ArrayList<>(List.of("security", header.source(), "sequence"));
    identity.addAll(match.identity());
    Map<String, String> fields = new TreeMap<>();
    match
        .outputFields()
        .forEach(
            (name, value) -> {
              if (value != null) {
                fields.put(name, value.toString());
              }
            });
    for (int i = 0; i < match.key().size(); i++) {
      fields.put(sequence.by().get(i), match.key().get(i));
    }
    fields.put("sequence.start", Long.toString(match.startNs()));
    List<String> records = new ArrayList<>();
    for (StepEvents step : match.steps()) {
      fields.put("sequence." + step.step() + ".time", Long.toString(step.timeNs()));
      fields.put("sequence." + step.step() + ".count", Integer.toString(step.origins().size()));
      List<String> named = step.origins().subList(0, Math.min(step.origins().size(), MAX_RECORDS));
      fields.put("sequence." + step.step() + ".records", String.join(",", named));
      records.addAll(named);
    }
    byte[] labels = match.context();
    Event event =
        builder(EventId.of(identity.toArray(new String[0])), header.name())
            .setKind(EventKind.SECURITY)
            .setTimeNs(match.timeNs())
            .setSeverity(header.priority().severity())
            .setDescription(match.message())
            .setSource(header.source())
            .setTags(header.tags())
            .setLabels(labels == null ? Map.of() : Labels.of(labels))
            .setFields(fields)
            .setRuleVersion(version)
            .setRecords(records.stream().distinct().toList())
            .build();
    return record(event);
  }

  /** That partial matches had to be given up: once for each sequence and minute. */
  RawRecord evicted(Sequence sequence, boolean inAll, long timeNs, String version) {
    String name = "Sequence lost partial matches";
    String minute = Long.toString(timeNs / MINUTE_NS);
    String bound = inAll ? "all keys together have" : "one key has";
    Event event =
        builder(EventId.of("security", "sequence evicted", sequence.name(), bound, minute), name)
            .setKind(EventKind.SECURITY)
            .setTimeNs(timeNs)
            .setSeverity(4)
            .setDescription(
                "A match of the sequence '"
                    + sequence.name()
                    + "' may be missed: "
                    + bound
                    + " more partial matches than are kept. Make its first steps or its key"
                    + " narrower, or 'within' shorter")
            .setSource(sequence.header().source())
            .setFields(Map.of("sequence", sequence.name()))
            .setRuleVersion(version)
            .build();
    return record(event);
  }

  private static Event.Builder builder(String id, String name) {
    return Event.newBuilder()
        .setId(id)
        .setName(name)
        .setStatus(EventStatus.TRIGGERED)
        .setTags(List.of())
        .setLabels(Map.of())
        .setVersion(1L);
  }

  private RawRecord record(Event event) {
    byte[] key = event.getId().getBytes(StandardCharsets.UTF_8);
    return new RawRecord(Topic.EVENTS.topicName(), 0, 0, key, encoder.encode(event));
  }
}
