package io.gyr.jobs.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.fixture.FakeRegistry;
import io.gyr.jobs.runtime.fixture.RandomRecords;
import io.gyr.jobs.runtime.fixture.TestRecords;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Control;
import io.gyr.schemas.record.EnrichedMetric;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SelectSamplesTest {
  private static final String ALERT =
      "alert: Busy\nmetric: m\nover_s: 60\ncondition: '> 1'\nscope: {job: web}\n";
  private final FakeRegistry registry = new FakeRegistry();
  private TwoInputStreamOperatorTestHarness<RawRecord, RawRecord, AlertSample> operator;

  @BeforeEach
  void open() throws Exception {
    operator =
        new TwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithNonKeyedOperator<>(
                new SelectSamples(registry.settings()), List.of(SelectSamples.ALERTS)));
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
    registry.close();
  }

  @Test
  void takesTheSamplesOfTheMetricWithinTheScope() throws Exception {
    control("alert/a", "v1", ALERT);
    send("h", "m", Map.of("job", "web"));
    send("h", "m", Map.of("job", "db"));
    send("h", "other", Map.of("job", "web"));
    assertThat(operator.extractOutputValues())
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.version).isEqualTo("v1");
              assertThat(sample.content).isEqualTo(ALERT);
              assertThat(sample.labels)
                  .containsEntry("job", "web")
                  .containsEntry("host_name", "web-1");
            });
  }

  @Test
  void segmentsComeFromLabelsOfTheSampleAndOfItsHost() throws Exception {
    control("alert/a", "v1", ALERT + "segment_by: [host_name, cpu, none]\n");
    send("h", "m", Map.of("job", "web", "cpu", "0"));
    send("h", "m", Map.of("job", "web", "cpu", "1"));
    List<AlertSample> samples = operator.extractOutputValues();
    assertThat(samples.get(0).segment)
        .isEqualTo(Map.of("host_name", "web-1", "cpu", "0", "none", ""));
    assertThat(samples.get(0).key).isNotEqualTo(samples.get(1).key);
  }

  /** Two hosts may have the same name, and not every sample says where it comes from. */
  @Test
  void equalSeriesOfTwoHostsAreTwoSeries() throws Exception {
    control("alert/a", "v1", ALERT);
    send("h1", "m", Map.of("job", "web"));
    send("h2", "m", Map.of("job", "web"));
    List<AlertSample> samples = operator.extractOutputValues();
    assertThat(samples.get(0).key).isEqualTo(samples.get(1).key);
    assertThat(samples.get(0).series).isNotEqualTo(samples.get(1).series);
  }

  @Test
  void aBadVersionIsRefusedAndTheOldOneGoesOnUntilItIsWithdrawn() throws Exception {
    control("alert/a", "v1", ALERT);
    control("alert/a", "v2", ALERT.replace("over_s: 60", "over_s: 0"));
    control("rules/a", "v1", "is not its business");
    send("h", "m", Map.of("job", "web"));
    operator.processElement2(raw("alert/a", null));
    send("h", "m", Map.of("job", "web"));
    assertThat(operator.extractOutputValues())
        .extracting(sample -> sample.version)
        .containsExactly("v1");
    assertThat(operator.getSideOutput(DeadLetters.TAG)).hasSize(1);
  }

  @Test
  void whatCannotBeReadIsADeadLetterAndTheNextGoesOn() throws Exception {
    control("alert/a", "v1", ALERT);
    operator.processElement1(raw("m", null));
    operator.processElement1(raw("m", new byte[] {0, 0, 0, 0, 6, 1}));
    send("h", "m", Map.of("job", "web"));
    assertThat(operator.extractOutputValues()).hasSize(1);
    assertThat(operator.getSideOutput(DeadLetters.TAG)).hasSize(2);
  }

  private void send(String host, String name, Map<String, String> labels) throws Exception {
    EnrichedMetric metric =
        TestRecords.enriched(TestRecords.sample(host, 1, name, labels, 1000, 2));
    operator.processElement1(
        raw(name, RandomRecords.bytes(metric, registry.id(Topic.METRICS_ENRICHED))));
  }

  private void control(String key, String version, String content) throws Exception {
    String[] parts = key.split("/");
    Control control = new Control(parts[0], parts[1], version, 1L, content);
    operator.processElement2(raw(key, RandomRecords.bytes(control, registry.id(Topic.CONTROL))));
  }

  private static StreamRecord<RawRecord> raw(String key, byte[] value) {
    return new StreamRecord<>(
        new RawRecord("t", 0, 0, key.getBytes(StandardCharsets.UTF_8), value));
  }
}
