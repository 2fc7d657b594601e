package io.gyr.jobs.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.fixture.RunningJob;
import io.gyr.jobs.runtime.fixture.SharedKafka;
import io.gyr.jobs.runtime.fixture.TestRecords;
import io.gyr.schemas.Topic;
import io.gyr.sinks.iceberg.EventTable;
import io.gyr.sinks.iceberg.Lake;
import io.gyr.sinks.iceberg.SampleTable;
import io.gyr.sinks.iceberg.SyscallTable;
import io.gyr.standalone.SharedComponents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

class ArchiveJobIT {
  private final Path dir = SharedComponents.get().dir().resolve("archive");
  private final String host = UUID.randomUUID().toString();

  @Test
  void callsAndEventsAreThereOnceAndAJobThatLostItsStateAddsNoRow() throws Exception {
    try (SharedKafka kafka = new SharedKafka(dir)) {
      JobSettings settings = settings(kafka);
      Lake lake = new Lake(settings);
      for (long sequence : new long[] {1, 2, 3, 2, 3, 4}) {
        sendCall(kafka, sequence);
      }
      sendEvent(kafka, 1);
      RecordMetadata garbage = kafka.sendBytes(Topic.SYSCALLS_ENRICHED, null, host, new byte[] {1});
      try (RunningJob job = RunningJob.start(ArchiveJob.NAME, settings, ArchiveJob::build)) {
        await().atMost(60, SECONDS).until(() -> calls(lake).size() >= 4);
        await().atMost(30, SECONDS).until(() -> events(lake).size() == 1);
        sendEvent(kafka, 2);
        await()
            .atMost(30, SECONDS)
            .until(() -> events(lake).contains(2L) && !kafka.deadLettersOf(garbage).isEmpty());
      }
      assertThat(calls(lake)).isEqualTo(List.of(1L, 2L, 3L, 4L));
      assertThat(events(lake)).containsExactly(2L);

      kafka.forgetOffsets(ArchiveJob.NAME);
      sendCall(kafka, 5);
      try (RunningJob job = RunningJob.start(ArchiveJob.NAME, settings, ArchiveJob::build)) {
        await().atMost(60, SECONDS).until(() -> calls(lake).contains(5L));
      }
      assertThat(calls(lake)).isEqualTo(LongStream.rangeClosed(1, 5).boxed().toList());
      assertThat(events(lake)).containsExactly(2L);
    }
  }

  /** An agent that was killed sends again what had arrived. */
  @Test
  void everySampleIsThereOnceWhereThatIsWanted() throws Exception {
    try (SharedKafka kafka = new SharedKafka(dir)) {
      JobSettings settings = settings(kafka);
      Lake lake = new Lake(settings);
      for (long sequence : new long[] {1, 2, 3, 2, 3, 4}) {
        kafka.send(
            Topic.METRICS_ENRICHED,
            host,
            TestRecords.enriched(
                TestRecords.sample(
                    host,
                    sequence,
                    "m_" + host,
                    Map.of("cpu", "0"),
                    TestRecords.TIME_MS + sequence,
                    sequence)));
      }
      try (RunningJob job = RunningJob.start(ArchiveJob.NAME, settings, ArchiveJob::build)) {
        await().atMost(60, SECONDS).until(() -> values(lake).size() >= 4);
      }
      assertThat(values(lake)).containsExactlyInAnyOrder(1.0, 2.0, 3.0, 4.0);
    }
  }

  private List<Double> values(Lake lake) throws Exception {
    List<Double> found = new ArrayList<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(SampleTable.in(lake))
            .where(Expressions.equal("metric", "m_" + host))
            .build()) {
      rows.forEach(row -> found.add((Double) row.getField("value")));
    }
    return found;
  }

  private JobSettings settings(SharedKafka kafka) {
    SharedComponents components = SharedComponents.get();
    return kafka.settings(
        Map.of(
            "metrics.iceberg",
            "all",
            "iceberg.catalog_url",
            components.postgresUrl("iceberg"),
            "iceberg.catalog_user",
            "gyr",
            "iceberg.catalog_password",
            components.postgresPassword(),
            "iceberg.warehouse",
            dir.resolve("warehouse").toUri().toString(),
            "iceberg.commit_interval_ms",
            "500"));
  }

  private void sendCall(SharedKafka kafka, long sequence) {
    kafka.send(
        Topic.SYSCALLS_ENRICHED,
        host,
        TestRecords.enriched(TestRecords.syscall(host, sequence, "execve", "bash")));
  }

  private void sendEvent(SharedKafka kafka, long version) {
    kafka.send(Topic.EVENTS, host, TestRecords.event(host, version));
  }

  private List<Long> calls(Lake lake) throws Exception {
    return longs(SyscallTable.in(lake), "host_id", "sequence");
  }

  private List<Long> events(Lake lake) throws Exception {
    return longs(EventTable.in(lake), "id", "version");
  }

  private List<Long> longs(Table table, String column, String number) throws Exception {
    List<Long> found = new ArrayList<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).where(Expressions.equal(column, host)).build()) {
      rows.forEach(row -> found.add((Long) row.getField(number)));
    }
    return found.stream().sorted().toList();
  }
}
