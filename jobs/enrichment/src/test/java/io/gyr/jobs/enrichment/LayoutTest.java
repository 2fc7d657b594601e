package io.gyr.jobs.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.gyr.jobs.runtime.fixture.RandomRecords;
import io.gyr.schemas.record.MetricSample;
import io.gyr.schemas.record.Syscall;
import io.gyr.schemas.wire.AvroCursor;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The layouts against what Avro itself has written. */
class LayoutTest {
  private final Envelope envelope = new Envelope();

  @Property(tries = 300, seed = "4")
  void readsTheEnvelopeOfASystemCall(@ForAll long seed) {
    Syscall call = RandomRecords.of(Syscall.getClassSchema(), seed);
    read(Layout.SYSCALL, RandomRecords.bytes(call, 7));
    assertThat(envelope.hostId).isEqualTo(call.getHostId());
    assertThat(envelope.agentEpochNs).isEqualTo(call.getAgentEpochNs());
    assertThat(envelope.sequence).isEqualTo(call.getSequence());
    assertThat(envelope.timeNs).isEqualTo(call.getTimeNs());
    assertThat(envelope.containerId).isEqualTo(call.getContainerId());
  }

  @Property(tries = 300, seed = "4")
  void readsTheEnvelopeOfASample(@ForAll long seed, @ForAll boolean inContainer) {
    MetricSample sample = RandomRecords.of(MetricSample.getClassSchema(), seed);
    if (inContainer) {
      Map<String, String> labels = new HashMap<>(sample.getLabels());
      labels.put("container_id", "c1");
      sample.setLabels(labels);
    }
    read(Layout.METRIC, RandomRecords.bytes(sample, 7));
    expect(sample);
    read(Layout.METRIC, RandomRecords.bytesInSizedBlocks(sample, 7));
    expect(sample);
  }

  private void expect(MetricSample sample) {
    assertThat(envelope.hostId).isEqualTo(sample.getHostId());
    assertThat(envelope.agentEpochNs).isEqualTo(sample.getAgentEpochNs());
    assertThat(envelope.sequence).isEqualTo(sample.getSequence());
    assertThat(envelope.timeNs).isEqualTo(sample.getTimeMs() * 1_000_000);
    boolean fromAgent = sample.getAgentEpochNs() != 0;
    assertThat(envelope.fromAgent).isEqualTo(fromAgent);
    assertThat(envelope.containerId)
        .isEqualTo(fromAgent ? sample.getLabels().get("container_id") : null);
  }

  @Property(tries = 300, seed = "4")
  void bytesThatAreCutShortAreMalformedAndNothingElse(@ForAll long seed) {
    byte[] call = RandomRecords.bytes(RandomRecords.of(Syscall.getClassSchema(), seed), 7);
    byte[] sample = RandomRecords.bytes(RandomRecords.of(MetricSample.getClassSchema(), seed), 7);
    for (int length = 5; length < Math.min(call.length, 100); length++) {
      readsOrRefuses(Layout.SYSCALL, Arrays.copyOf(call, length));
    }
    for (int length = 5; length < Math.min(sample.length, 100); length++) {
      readsOrRefuses(Layout.METRIC, Arrays.copyOf(sample, length));
    }
  }

  @Property(tries = 1000, seed = "4")
  void anyBytesAreReadOrMalformed(@ForAll byte[] bytes) {
    readsOrRefuses(Layout.SYSCALL, bytes);
    readsOrRefuses(Layout.METRIC, bytes);
  }

  private void readsOrRefuses(Layout layout, byte[] bytes) {
    assertThatCode(
            () -> {
              try {
                read(layout, bytes);
              } catch (MalformedRecordException e) {
                assertThat(e).hasMessageMatching("(truncated at byte|varint of more than).*");
              }
            })
        .doesNotThrowAnyException();
  }

  private void read(Layout layout, byte[] bytes) {
    layout.read(new AvroCursor().reset(bytes, RecordDecoder.HEADER_BYTES, bytes.length), envelope);
  }
}
