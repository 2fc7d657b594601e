package io.gyr.jobs.rules;

import io.gyr.jobs.runtime.EventId;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.rules.Match;
import io.gyr.rules.explain.Explanation;
import io.gyr.rules.explain.Explanation.Seen;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.DecisiveCondition;
import io.gyr.schemas.record.Event;
import io.gyr.schemas.record.EventKind;
import io.gyr.schemas.record.EventStatus;
import io.gyr.schemas.wire.RecordEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes security events of matches. The id comes from the rule and the record that it matched. */
final class Findings {
  private static final String SOURCE = "syscall";
  private static final int MAX_CONDITIONS = 100;

  private final RecordEncoder<Event> encoder;

  Findings(RecordEncoder<Event> encoder) {
    this.encoder = encoder;
  }

  RawRecord of(Match match, SyscallEvent event, String version, Explanation why) {
    String epoch = Long.toString(event.agentEpochNs());
    String sequence = Long.toString(event.sequence());
    String id =
        EventId.of("security", SOURCE, match.rule().name(), event.hostId(), epoch, sequence);
    Map<String, String> fields = new TreeMap<>();
    match
        .outputFields()
        .forEach(
            (name, value) -> {
              if (value != null) {
                fields.put(name, value.toString());
              }
            });
    Event finding =
        Event.newBuilder()
            .setId(id)
            .setKind(EventKind.SECURITY)
            .setTimeNs(match.timeNs())
            .setSeverity(match.rule().priority().severity())
            .setStatus(EventStatus.TRIGGERED)
            .setName(match.rule().name())
            .setDescription(match.message())
            .setSource(SOURCE)
            .setTags(match.rule().tags())
            .setLabels(event.labels())
            .setFields(fields)
            .setRuleVersion(version)
            .setVersion(1L)
            .setConditions(conditions(why))
            .setRecords(List.of(event.place()))
            .build();
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    return new RawRecord(Topic.EVENTS.topicName(), 0, 0, key, encoder.encode(finding));
  }

  private static List<DecisiveCondition> conditions(Explanation why) {
    List<DecisiveCondition> conditions = new ArrayList<>();
    for (Explanation.Reason reason : why.reasons()) {
      if (conditions.size() == MAX_CONDITIONS) {
        break;
      }
      Map<String, String> values = new TreeMap<>();
      for (Seen seen : reason.values()) {
        if (seen.value() != null) {
          values.put(seen.field(), seen.value());
        }
      }
      conditions.add(new DecisiveCondition(reason.condition(), values));
    }
    return conditions;
  }
}
