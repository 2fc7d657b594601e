package io.gyr.jobs.alerting;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gyr.jobs.runtime.fixture.RunningJob;
import io.gyr.jobs.runtime.fixture.SharedKafka;
import io.gyr.jobs.runtime.fixture.TestRecords;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Control;
import io.gyr.schemas.record.Event;
import io.gyr.schemas.record.EventStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertingJobIT {
  @TempDir Path dir;
  private final String host = UUID.randomUUID().toString();
  private final String metric = "m_" + host.replace('-', '_');
  private final String key = "alert/" + host;
  private long timeMs = TestRecords.TIME_MS;
  private long sequence;

  @Test
  void aThresholdTriggersAndResolvesOneEvent() throws Exception {
    try (SharedKafka kafka = new SharedKafka(dir)) {
      String alert =
          "alert: Busy %s%nmetric: %s%nsegment_by: [host_id]%nover_s: 2%ncondition: '> 0.9'%n"
              .formatted(host, metric);
      kafka.send(Topic.CONTROL, key, new Control("alert", host, "111111111111", 1L, alert));
      try (RunningJob job =
          RunningJob.start(AlertingJob.NAME, kafka.settings(), AlertingJob::build)) {
        sendUntil(kafka, 1.0, EventStatus.TRIGGERED);
        sendUntil(kafka, 0.1, EventStatus.RESOLVED);
        sendUntil(kafka, 1.0, EventStatus.TRIGGERED);
      } finally {
        kafka.sendBytes(Topic.CONTROL, null, key, null);
      }
      List<Event> events = events(kafka);
      assertThat(events).extracting(Event::getVersion).containsExactlyInAnyOrder(1L, 2L, 1L);
      assertThat(events).extracting(Event::getId).containsOnlyOnce(latest(events).getId());
      assertThat(latest(events).getFields()).containsEntry("segment.host_id", host);
    }
  }

  /** A second of the metric at a time, until the last event says {@code status}. */
  private void sendUntil(SharedKafka kafka, double value, EventStatus status) {
    await()
        .atMost(30, SECONDS)
        .until(
            () -> {
              timeMs += 1000;
              kafka.send(
                  Topic.METRICS_ENRICHED,
                  metric,
                  TestRecords.enriched(
                      TestRecords.sample(host, ++sequence, metric, Map.of(), timeMs, value)));
              List<Event> events = events(kafka);
              return !events.isEmpty() && latest(events).getStatus() == status;
            });
  }

  private static Event latest(List<Event> events) {
    return events.stream()
        .max(
            java.util.Comparator.comparingLong(Event::getTimeNs)
                .thenComparingLong(Event::getVersion))
        .orElseThrow();
  }

  private List<Event> events(SharedKafka kafka) {
    return kafka.read(Topic.EVENTS, (Event event) -> event.getName().equals("Busy " + host));
  }
}
