package io.gyr.jobs.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.fixture.FakeRegistry;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Event;
import io.gyr.schemas.record.EventKind;
import io.gyr.schemas.record.EventStatus;
import io.gyr.schemas.wire.RecordDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Times are seconds; the alert looks at 60 of them. */
class EvaluateTest {
  private static final String ALERT =
      """
      alert: Busy
      metric: m
      segment_by: [host]
      aggregate: avg
      over_s: 60
      group: max
      condition: "> 10"
      severity: error
      """;
  private final FakeRegistry registry = new FakeRegistry();
  private KeyedOneInputStreamOperatorTestHarness<String, AlertSample, RawRecord> operator;

  @BeforeEach
  void open() throws Exception {
    operator = operator();
    operator.open();
  }

  private KeyedOneInputStreamOperatorTestHarness<String, AlertSample, RawRecord> operator()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Evaluate(registry.settings())),
        sample -> sample.key,
        Types.STRING);
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
    registry.close();
  }

  @Test
  void triggersOnceAndResolvesUnderTheSameIdWithTheNextVersion() throws Exception {
    sample("a", 10, 5);
    sample("a", 20, 30);
    sample("a", 30, 40);
    sample("a", 85, 1);
    sample("a", 110, 1);
    sample("a", 120, 1);
    watermark(120);
    assertThat(events()).hasSize(2);
    Event triggered = events().get(0);
    assertThat(triggered.getKind()).isEqualTo(EventKind.ALERT);
    assertThat(triggered.getStatus()).isEqualTo(EventStatus.TRIGGERED);
    assertThat(triggered.getVersion()).isEqualTo(1);
    assertThat(triggered.getTimeNs()).isEqualTo(20_000_000_000L);
    assertThat(triggered.getEndTimeNs()).isNull();
    assertThat(triggered.getSeverity()).isEqualTo(3);
    assertThat(triggered.getName()).isEqualTo("Busy");
    assertThat(triggered.getSource()).isEqualTo("metric");
    assertThat(triggered.getRuleVersion()).isEqualTo("v1");
    assertThat(triggered.getFields())
        .isEqualTo(
            Map.of(
                "metric", "m",
                "condition", "max(avg_over_time(m[60s])) > 10.0",
                "threshold", "10.0",
                "value", "17.5",
                "segment.host", "a"));
    Event resolved = events().get(1);
    assertThat(resolved.getId()).isEqualTo(triggered.getId());
    assertThat(resolved.getVersion()).isEqualTo(2);
    assertThat(resolved.getStatus()).isEqualTo(EventStatus.RESOLVED);
    assertThat(resolved.getTimeNs()).isEqualTo(triggered.getTimeNs());
    assertThat(resolved.getEndTimeNs()).isEqualTo(90_000_000_000L);
  }

  @Test
  void eachTimeItTriggersIsAnEventOfItsOwn() throws Exception {
    sample("a", 10, 20);
    sample("a", 100, 1);
    sample("a", 200, 20);
    watermark(200);
    assertThat(events())
        .extracting(Event::getStatus)
        .containsExactly(EventStatus.TRIGGERED, EventStatus.RESOLVED, EventStatus.TRIGGERED);
    assertThat(events().get(2).getId()).isNotEqualTo(events().get(0).getId());
  }

  @Test
  void noDataForAWholeWindowResolves() throws Exception {
    sample("a", 10, 20);
    watermark(69);
    assertThat(events()).hasSize(1);
    watermark(70);
    assertThat(events()).hasSize(2);
    assertThat(events().get(1).getStatus()).isEqualTo(EventStatus.RESOLVED);
    assertThat(events().get(1).getFields()).containsEntry("value", "no data");
  }

  /**
   * Samples that arrived ahead of the watermark lie behind the gap, and are judged in their turn.
   */
  @Test
  void aGapForgetsNothingThatComesAfterIt() throws Exception {
    sample("a", 10, 20);
    sample("a", 100, 20);
    sample("a", 110, 20);
    watermark(110);
    assertThat(events())
        .extracting(Event::getStatus)
        .containsExactly(EventStatus.TRIGGERED, EventStatus.RESOLVED, EventStatus.TRIGGERED);
    assertThat(events().get(2).getTimeNs()).isEqualTo(100_000_000_000L);
  }

  @Test
  void segmentsTriggerApart() throws Exception {
    sample("a", 10, 20);
    sample("b", 10, 1);
    sample("c", 10, 30);
    watermark(10);
    assertThat(events())
        .extracting(event -> event.getFields().get("segment.host"))
        .containsExactlyInAnyOrder("a", "c");
    assertThat(events()).extracting(Event::getId).doesNotHaveDuplicates();
  }

  @Test
  void theSeriesOfASegmentAreJudgedTogether() throws Exception {
    operator.processElement(of("a", "cpu 0", 10, 1), 10_000);
    operator.processElement(of("a", "cpu 1", 10, 20), 10_000);
    watermark(10);
    assertThat(events())
        .extracting(event -> event.getFields().get("value"))
        .containsExactly("20.0");
  }

  @Test
  void aSampleThatComesTwiceCountsOnceAndOrderDoesNotMatter() throws Exception {
    sample("a", 30, 0);
    sample("a", 10, 24);
    sample("a", 20, 0);
    sample("a", 10, 24);
    sample("a", 10, 24);
    watermark(30);
    assertThat(events()).hasSize(2);
    assertThat(events().get(0).getTimeNs()).isEqualTo(10_000_000_000L);
    assertThat(events().get(1).getEndTimeNs()).isEqualTo(30_000_000_000L);
    assertThat(events().get(1).getFields()).containsEntry("value", "8.0");
  }

  @Test
  void aMomentThatHasBeenJudgedIsNotJudgedAgain() throws Exception {
    sample("a", 10, 1);
    watermark(20);
    sample("a", 15, 1000);
    watermark(30);
    assertThat(events()).isEmpty();
  }

  @Test
  void whatIsTriggeredStaysSoAcrossARestart() throws Exception {
    sample("a", 10, 20);
    watermark(10);
    final String id = events().get(0).getId();
    OperatorSubtaskState state = operator.snapshot(1, 1);
    operator.close();
    operator = operator();
    operator.initializeState(state);
    operator.open();
    sample("a", 20, 30);
    sample("a", 100, 1);
    watermark(100);
    assertThat(events()).extracting(Event::getId).containsExactly(id);
    assertThat(events()).extracting(Event::getVersion).containsExactly(2L);
  }

  @Test
  void aReplayGivesTheSameEvents() throws Exception {
    for (int second = 10; second < 500; second += 10) {
      sample("a", second, second / 100 % 2 == 0 ? 0 : 20);
    }
    watermark(500);
    final List<Event> first = events();
    operator.close();
    operator = operator();
    operator.open();
    for (int second = 10; second < 500; second += 10) {
      sample("a", second, second / 100 % 2 == 0 ? 0 : 20);
    }
    watermark(500);
    assertThat(first).hasSizeGreaterThan(2);
    assertThat(events()).isEqualTo(first);
  }

  private void sample(String host, long second, double value) throws Exception {
    operator.processElement(of(host, "", second, value), second * 1000);
  }

  private static AlertSample of(String host, String series, long second, double value) {
    AlertSample sample = new AlertSample();
    sample.key = "Busy\nv1\n" + host;
    sample.content = ALERT;
    sample.version = "v1";
    sample.segment = new TreeMap<>(Map.of("host", host));
    sample.labels = new TreeMap<>(Map.of("host", host));
    sample.series = series;
    sample.timeMs = second * 1000;
    sample.value = value;
    return sample;
  }

  private void watermark(long second) throws Exception {
    operator.processWatermark(second * 1000);
  }

  private List<Event> events() {
    RecordDecoder<Event> decoder =
        new RecordDecoder<>(Topic.EVENTS.schema(), id -> Topic.EVENTS.schema());
    return operator.extractOutputValues().stream()
        .map(record -> decoder.decode(record.value()))
        .toList();
  }
}
