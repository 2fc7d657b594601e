package io.gyr.jobs.rules;

import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.RawRecordType;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.ConfigurationState;
import io.gyr.schemas.record.Status;
import io.gyr.schemas.wire.RecordEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** What the job says of the rule files that it was given. For one thread. */
final class StatusRecords {
  /** The side output that leads to {@link Topic#STATUS}. */
  static final OutputTag<RawRecord> TAG = new OutputTag<>("status", RawRecordType.INSTANCE);

  private static final int MAX_DETAIL_CHARACTERS = 64 << 10;

  private final RecordEncoder<Status> encoder;

  StatusRecords(RecordEncoder<Status> encoder) {
    this.encoder = encoder;
  }

  /** All files together decide in this version. */
  RawRecord inForce(RuleVersion version) {
    return record(
        "rule-set",
        RulesJob.NAME,
        version.version(),
        ConfigurationState.IN_FORCE,
        version.version(),
        version.rules().rules().size(),
        "");
  }

  /** A file decides in this version. */
  RawRecord inForce(String key, Tuple2<String, String> file) {
    return record("rules", name(key), file.f0, ConfigurationState.IN_FORCE, file.f0, 0, "");
  }

  /** A version of a file is refused. */
  RawRecord refused(RuleLoading.Decision decision, @Nullable Tuple2<String, String> inForce) {
    String why = String.valueOf(decision.refusal());
    return record(
        "rules",
        name(decision.key()),
        decision.file() == null ? "" : decision.file().f0,
        ConfigurationState.REFUSED,
        inForce == null ? null : inForce.f0,
        0,
        why.substring(0, Math.min(why.length(), MAX_DETAIL_CHARACTERS)));
  }

  /** A file is gone. */
  RawRecord gone(String key) {
    return new RawRecord(
        Topic.STATUS.topicName(), 0, 0, key.getBytes(StandardCharsets.UTF_8), null);
  }

  private static String name(String key) {
    return key.substring(key.indexOf('/') + 1);
  }

  private RawRecord record(
      String kind,
      String name,
      String version,
      ConfigurationState state,
      @Nullable String inForce,
      int rules,
      String detail) {
    Status status =
        new Status(kind, name, version, state, System.currentTimeMillis(), inForce, rules, detail);
    byte[] key = (kind + "/" + name).getBytes(StandardCharsets.UTF_8);
    return new RawRecord(Topic.STATUS.topicName(), 0, 0, key, encoder.encode(status));
  }
}
