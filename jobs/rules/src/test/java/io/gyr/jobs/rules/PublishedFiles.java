package io.gyr.jobs.rules;

import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Control;
import io.gyr.schemas.wire.RecordEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.java.tuple.Tuple2;

/** Rule files that were published before a job began, and no change of them. */
final class PublishedFiles implements ControlFeed {
  private final TreeMap<String, RawRecord> newest = new TreeMap<>();

  /** Files by key, each with its version and content. */
  PublishedFiles(JobSettings settings, Map<String, Tuple2<String, String>> files) {
    RecordEncoder<Control> encoder = new Schemas(settings).encoder(Topic.CONTROL);
    files.forEach(
        (key, file) -> {
          Control control =
              Control.newBuilder()
                  .setKind("rules")
                  .setName(key.substring(key.indexOf('/') + 1))
                  .setVersion(file.f0)
                  .setTimeMs(0)
                  .setContent(file.f1)
                  .build();
          byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
          newest.put(key, new RawRecord("c", 0, newest.size(), keyBytes, encoder.encode(control)));
        });
  }

  @Override
  public Published published() {
    return new Published(newest, newest.size());
  }

  @Override
  public void seek(long offset) {}

  @Override
  public List<RawRecord> poll() {
    LockSupport.parkNanos(10_000_000);
    return List.of();
  }

  @Override
  public void close() {}
}
