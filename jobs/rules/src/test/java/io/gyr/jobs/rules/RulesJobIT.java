package io.gyr.jobs.rules;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gyr.jobs.runtime.fixture.RunningJob;
import io.gyr.jobs.runtime.fixture.SharedKafka;
import io.gyr.jobs.runtime.fixture.TestRecords;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.ConfigurationState;
import io.gyr.schemas.record.Control;
import io.gyr.schemas.record.EnrichedSyscall;
import io.gyr.schemas.record.Event;
import io.gyr.schemas.record.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule file is withdrawn in the end: rules of all tests of a build share one job's set. */
class RulesJobIT {
  @TempDir Path dir;
  private final String host = UUID.randomUUID().toString();
  private final String rule = "Shell of " + host;
  private final String process = host.substring(0, 15);
  private final String key = "rules/" + host;
  private SharedKafka kafka;
  private RunningJob job;
  private volatile long sequence;

  @BeforeEach
  void start() throws Exception {
    kafka = new SharedKafka(dir);
    publish("111111111111", DetectTest.rule(rule, process));
    job = RunningJob.start(RulesJob.NAME, kafka.settings(), RulesJob::build);
  }

  @AfterEach
  void stop() throws Exception {
    kafka.sendBytes(Topic.CONTROL, null, key, null);
    job.close();
    kafka.close();
  }

  @Test
  void eachCallThatARuleWantsIsOneEventAndNewVersionsTakeEffectWhileItRuns() {
    untilJudgedBy("111111111111");
    RecordMetadata refused = publish("222222222222", "- rule: [unclosed");
    await()
        .atMost(30, SECONDS)
        .untilAsserted(() -> assertThat(kafka.deadLettersOf(refused)).isNotEmpty());
    assertThat(kafka.deadLettersOf(refused).get(0).getReason()).isEqualTo("rejected");
    send(process);

    publish("333333333333", DetectTest.rule(rule, process).replace("ERROR", "CRITICAL"));
    untilJudgedBy("333333333333");
    send("another");
    long unwanted = sequence;
    send(process);
    await().atMost(30, SECONDS).until(() -> sequences().contains(sequence));

    List<Long> sequences = sequences();
    assertThat(sequences)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(sequences.get(0), sequence)
                .filter(one -> one != unwanted)
                .boxed()
                .toList());
    assertThat(events())
        .allSatisfy(
            event -> {
              boolean old = event.getRuleVersion().equals("111111111111");
              assertThat(event.getSeverity()).isEqualTo(old ? 3 : 2);
              assertThat(event.getLabels())
                  .isEqualTo(Map.of("host.id", host, "host.name", "web-1"));
              assertThat(event.getFields()).containsEntry("proc.name", process);
            });
  }

  /** Calls come all the time; every version must judge some, and every call be judged once. */
  @Test
  void versionsTakeEffectUnderLoadWithinFiveSecondsAndNoCallIsMissedOrJudgedTwice()
      throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    Thread load =
        new Thread(
            () -> {
              while (!stop.get()) {
                sequence++;
                kafka.sendLater(Topic.SYSCALLS_ENRICHED, host, call(process));
                LockSupport.parkNanos(500_000);
              }
            });
    load.start();
    List<Long> tookMs = new ArrayList<>();
    try {
      for (int version = 2; version <= 5; version++) {
        String name = String.valueOf(version).repeat(12);
        publish(name, DetectTest.rule(rule, process) + "# " + version);
        long began = System.nanoTime();
        await()
            .pollInterval(100, MILLISECONDS)
            .atMost(30, SECONDS)
            .until(() -> events().stream().anyMatch(it -> it.getRuleVersion().equals(name)));
        tookMs.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        if (version == 3) {
          publish("refused", "- rule: [unclosed");
        }
      }
    } finally {
      stop.set(true);
      load.join();
    }
    assertThat(tookMs).allSatisfy(ms -> assertThat(ms).isLessThan(5_000));
    await().atMost(30, SECONDS).until(() -> sequences().contains(sequence));
    assertThat(sequences())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, sequence).boxed().toList());
    List<String> versions =
        events().stream()
            .sorted(Comparator.comparingLong(Event::getTimeNs))
            .map(Event::getRuleVersion)
            .toList();
    assertThat(versions).isSorted();
    assertThat(versions).doesNotContain("refused");
    // All alike: one is shown, the others count.
    assertThat(events().stream().filter(event -> event.getAggregatedInto() == null)).hasSize(1);
    Map<String, Status> statuses = new HashMap<>();
    kafka
        .read(Topic.STATUS, (Status status) -> status.getName().equals(host))
        .forEach(status -> statuses.put(status.getName(), status));
    assertThat(statuses.get(host).getVersion()).isEqualTo("555555555555");
    assertThat(statuses.get(host).getState()).isEqualTo(ConfigurationState.IN_FORCE);
  }

  /** Rules and calls are two streams: calls are sent until the version has judged one. */
  private void untilJudgedBy(String version) {
    await()
        .atMost(30, SECONDS)
        .until(
            () -> {
              send(process);
              return events().stream().anyMatch(event -> event.getRuleVersion().equals(version));
            });
  }

  /** Of the calls that made the events, in order. */
  private List<Long> sequences() {
    return events().stream()
        .map(event -> event.getTimeNs() - TestRecords.TIME_MS * 1_000_000)
        .sorted()
        .toList();
  }

  private void send(String name) {
    sequence++;
    kafka.send(Topic.SYSCALLS_ENRICHED, host, call(name));
  }

  private EnrichedSyscall call(String name) {
    return TestRecords.enriched(TestRecords.syscall(host, sequence, "execve", name));
  }

  private RecordMetadata publish(String version, String content) {
    return kafka.send(Topic.CONTROL, key, new Control("rules", host, version, 1L, content));
  }

  private List<Event> events() {
    return kafka.read(Topic.EVENTS, (Event event) -> event.getName().equals(rule));
  }
}
