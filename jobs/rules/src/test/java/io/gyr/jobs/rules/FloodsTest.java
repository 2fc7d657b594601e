package io.gyr.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.fixture.FakeRegistry;
import io.gyr.jobs.runtime.fixture.RandomRecords;
import io.gyr.jobs.runtime.fixture.TestRecords;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Event;
import io.gyr.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Windows of five minutes, which is the default. */
class FloodsTest {
  private static final long MINUTE_MS = TimeUnit.MINUTES.toMillis(1);

  private final FakeRegistry registry = new FakeRegistry();
  private KeyedOneInputStreamOperatorTestHarness<String, Tuple2<String, RawRecord>, RawRecord>
      operator;
  private long sequence;

  @BeforeEach
  void open() throws Exception {
    operator = operator();
    operator.open();
  }

  private KeyedOneInputStreamOperatorTestHarness<String, Tuple2<String, RawRecord>, RawRecord>
      operator() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Floods(registry.settings())),
        alert -> alert.f0,
        Types.STRING);
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
    registry.close();
  }

  @Test
  void theFirstIsShownAtOnceAndTheRestAsOneWithTheFullCount() throws Exception {
    for (int i = 0; i < 1000; i++) {
      alert("a", i);
    }
    assertThat(shown()).hasSize(1);
    assertThat(events()).hasSize(1000);
    operator.setProcessingTime(5 * MINUTE_MS);
    List<Event> shown = shown();
    assertThat(shown).hasSize(2);
    Event summary = shown.get(1);
    assertThat(summary.getDescription()).startsWith("999 more in 5 minutes: bash was started");
    assertThat(summary.getCount()).isEqualTo(999);
    assertThat(summary.getName()).isEqualTo("Shell in container");
    assertThat(summary.getTimeNs()).isEqualTo(shown.get(0).getTimeNs());
    assertThat(summary.getEndTimeNs()).isEqualTo(shown.get(0).getTimeNs() + 999_000_000L);
    assertThat(events().stream().filter(event -> event.getAggregatedInto() != null))
        .hasSize(999)
        .allSatisfy(event -> assertThat(event.getAggregatedInto()).isEqualTo(summary.getId()));
    operator.setProcessingTime(60 * MINUTE_MS);
    assertThat(shown()).hasSize(2);
    assertThat(operator.numKeyedStateEntries()).isZero();
  }

  @Test
  void aSingleAlertHasNoSummary() throws Exception {
    alert("a", 0);
    operator.setProcessingTime(60 * MINUTE_MS);
    assertThat(shown()).hasSize(1);
    assertThat(operator.numKeyedStateEntries()).isZero();
  }

  @Test
  void keysDoNotMeet() throws Exception {
    alert("a", 0);
    alert("b", 1);
    alert("a", 2);
    assertThat(shown()).hasSize(2);
  }

  @Test
  void aFloodThatGoesOnIsOneAlertAndOneSummaryEveryFiveMinutes() throws Exception {
    for (int second = 0; second < 1200; second++) {
      alert("a", second * 1000L);
    }
    operator.setProcessingTime(60 * MINUTE_MS);
    assertThat(shown())
        .extracting(Event::getCount)
        .containsExactly(1L, 299L, 1L, 299L, 1L, 299L, 1L, 299L);
    assertThat(shown().stream().mapToLong(Event::getCount).sum()).isEqualTo(1200);
  }

  @Test
  void whatComesAfterTheSummaryRestatesIt() throws Exception {
    alert("a", 0);
    alert("a", 1);
    operator.setProcessingTime(5 * MINUTE_MS);
    alert("a", 2);
    operator.setProcessingTime(10 * MINUTE_MS);
    List<Event> shown = shown();
    assertThat(shown).extracting(Event::getCount).containsExactly(1L, 1L, 2L);
    assertThat(shown.get(2).getId()).isEqualTo(shown.get(1).getId());
    assertThat(shown.get(2).getVersion()).isGreaterThan(shown.get(1).getVersion());
    assertThat(shown.get(2).getTimeNs()).isEqualTo(shown.get(1).getTimeNs());
  }

  @Test
  void whatIsSentTwiceCountsOnce() throws Exception {
    alert("a", 0);
    alert("a", 1);
    sequence--;
    alert("a", 1);
    sequence -= 2;
    alert("a", 0);
    operator.setProcessingTime(5 * MINUTE_MS);
    assertThat(shown()).extracting(Event::getCount).containsExactly(1L, 1L);
    assertThat(events()).hasSize(3);
  }

  @Test
  void theCountSurvivesARestart() throws Exception {
    alert("a", 0);
    alert("a", 1);
    OperatorSubtaskState state = operator.snapshot(1, 1);
    alert("a", 2);
    sequence--;
    operator.close();
    operator = operator();
    operator.initializeState(state);
    operator.open();
    alert("a", 2);
    operator.setProcessingTime(5 * MINUTE_MS);
    assertThat(shown()).extracting(Event::getCount).containsExactly(2L);
  }

  private void alert(String key, long ms) throws Exception {
    sequence++;
    Event event = TestRecords.event("%032x".formatted(sequence), 1);
    event.setTimeNs(event.getTimeNs() + ms * 1_000_000);
    event.setRecords(List.of("a/host/17/" + sequence));
    byte[] value = RandomRecords.bytes(event, registry.id(Topic.EVENTS));
    byte[] id = event.getId().getBytes(StandardCharsets.UTF_8);
    operator.processElement(Tuple2.of(key, new RawRecord("gyr.events", 0, 0, id, value)), 0);
  }

  private List<Event> events() {
    RecordDecoder<Event> decoder =
        new RecordDecoder<>(Topic.EVENTS.schema(), id -> Topic.EVENTS.schema());
    return operator.extractOutputValues().stream()
        .map(
            record -> {
              Event event = decoder.decode(record.value());
              assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(event.getId());
              return event;
            })
        .toList();
  }

  private List<Event> shown() {
    return events().stream().filter(event -> event.getAggregatedInto() == null).toList();
  }
}
