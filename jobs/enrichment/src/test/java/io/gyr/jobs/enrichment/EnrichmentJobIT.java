package io.gyr.jobs.enrichment;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gyr.jobs.runtime.fixture.RunningJob;
import io.gyr.jobs.runtime.fixture.SharedKafka;
import io.gyr.jobs.runtime.fixture.TestRecords;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.EnrichedMetric;
import io.gyr.schemas.record.EnrichedSyscall;
import io.gyr.schemas.record.Entity;
import io.gyr.schemas.record.MetricSample;
import io.gyr.schemas.record.Syscall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrichmentJobIT {
  @TempDir static Path dir;
  private static SharedKafka kafka;
  private static RunningJob job;

  private final String host = UUID.randomUUID().toString();

  @BeforeAll
  static void start() throws Exception {
    kafka = new SharedKafka(dir);
    job = RunningJob.start(EnrichmentJob.NAME, kafka.settings(), EnrichmentJob::build);
  }

  @AfterAll
  static void stop() throws Exception {
    job.close();
    kafka.close();
  }

  @Test
  void callsAndSamplesComeOutJoinedWithWhatIsKnown() {
    know(Map.of("host.name", "web-1", "cloud.region", "eu"));
    untilKnown();
    Syscall call = TestRecords.syscall(host, 100, "openat", "cat");
    kafka.send(Topic.SYSCALLS, host, call);
    MetricSample sample = TestRecords.sample(host, 101, "m", Map.of("cpu", "0"), 1000, 0.5);
    kafka.send(Topic.METRICS, "m", sample);

    Map<String, String> labels =
        Map.of("host.id", host, "host.name", "web-1", "cloud.region", "eu");
    await()
        .atMost(30, SECONDS)
        .untilAsserted(
            () -> {
              assertThat(calls()).contains(new EnrichedSyscall(call, labels));
              assertThat(samples()).contains(new EnrichedMetric(sample, labels));
            });
  }

  @Test
  void aHostThatNobodyDescribedHasItsIdAndARecordSentAgainPassesOnce() {
    kafka.send(Topic.SYSCALLS, host, TestRecords.syscall(host, 1, "openat", "cat"));
    kafka.send(Topic.SYSCALLS, host, TestRecords.syscall(host, 2, "openat", "cat"));
    kafka.send(Topic.SYSCALLS, host, TestRecords.syscall(host, 1, "openat", "cat"));
    kafka.send(Topic.SYSCALLS, host, TestRecords.syscall(host, 2, "openat", "cat"));
    kafka.send(Topic.SYSCALLS, host, TestRecords.syscall(host, 3, "openat", "cat"));
    awaitSequence(3);
    assertThat(calls())
        .extracting(one -> one.getSyscall().getSequence())
        .containsExactly(1L, 2L, 3L);
    assertThat(calls()).allSatisfy(one -> assertThat(one.getLabels()).containsOnlyKeys("host.id"));
  }

  @Test
  void garbageIsADeadLetterWithItsPlaceAndNothingStops() {
    byte[] garbage = "no record".getBytes(StandardCharsets.UTF_8);
    RecordMetadata call = kafka.sendBytes(Topic.SYSCALLS, null, host, garbage);
    RecordMetadata sample = kafka.sendBytes(Topic.METRICS, null, host, garbage);
    RecordMetadata entity = kafka.sendBytes(Topic.METADATA, null, "host/x/" + host, garbage);
    kafka.send(Topic.SYSCALLS, host, TestRecords.syscall(host, 1, "openat", "cat"));
    awaitSequence(1);
    for (RecordMetadata place : List.of(call, sample, entity)) {
      await()
          .atMost(30, SECONDS)
          .untilAsserted(() -> assertThat(kafka.deadLettersOf(place)).isNotEmpty());
      assertThat(kafka.deadLettersOf(place))
          .allSatisfy(
              letter -> {
                assertThat(letter.getReason()).isEqualTo("malformed");
                assertThat(letter.getValue().array()).isEqualTo(garbage);
                assertThat(letter.getDetail()).contains("expected magic byte 0");
              });
    }
  }

  private void know(Map<String, String> labels) {
    kafka.send(
        Topic.METADATA, "host/" + host + "/" + host, new Entity("host", host, host, 1L, labels));
  }

  /** Metadata and calls are two streams: calls are sent until one comes out with labels. */
  private void untilKnown() {
    long[] sequence = {0};
    await()
        .atMost(30, SECONDS)
        .until(
            () -> {
              kafka.send(
                  Topic.SYSCALLS, host, TestRecords.syscall(host, ++sequence[0], "openat", "cat"));
              return calls().stream().anyMatch(one -> one.getLabels().containsKey("host.name"));
            });
  }

  private void awaitSequence(long sequence) {
    await()
        .atMost(30, SECONDS)
        .until(() -> calls().stream().anyMatch(one -> one.getSyscall().getSequence() == sequence));
  }

  private List<EnrichedSyscall> calls() {
    return kafka.read(
        Topic.SYSCALLS_ENRICHED,
        (EnrichedSyscall one) -> one.getSyscall().getHostId().equals(host));
  }

  private List<EnrichedMetric> samples() {
    return kafka.read(
        Topic.METRICS_ENRICHED, (EnrichedMetric one) -> one.getSample().getHostId().equals(host));
  }
}
