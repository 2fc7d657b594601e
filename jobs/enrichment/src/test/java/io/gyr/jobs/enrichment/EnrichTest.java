package io.gyr.jobs.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.fixture.FakeRegistry;
import io.gyr.jobs.runtime.fixture.RandomRecords;
import io.gyr.jobs.runtime.fixture.TestRecords;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.DeadLetter;
import io.gyr.schemas.record.EnrichedMetric;
import io.gyr.schemas.record.EnrichedSyscall;
import io.gyr.schemas.record.Entity;
import io.gyr.schemas.record.MetricSample;
import io.gyr.schemas.record.Syscall;
import io.gyr.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnrichTest {
  private static final int OTHER_ID = 99;
  private final FakeRegistry registry = new FakeRegistry();
  private TwoInputStreamOperatorTestHarness<RawRecord, RawRecord, RawRecord> operator;

  @BeforeEach
  void open() throws Exception {
    operator = operator();
    operator.open();
  }

  private TwoInputStreamOperatorTestHarness<RawRecord, RawRecord, RawRecord> operator()
      throws Exception {
    Enrich enrich = new Enrich(registry.settings(), Layout.SYSCALL, Topic.SYSCALLS_ENRICHED);
    return new TwoInputStreamOperatorTestHarness<>(
        new CoBroadcastWithNonKeyedOperator<>(enrich, List.of(Enrich.LABELS)));
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
    registry.close();
  }

  @Test
  void joinsARecordWithWhatIsKnownAtThatMoment() throws Exception {
    know("host/h/h", Map.of("host.name", "web-1"));
    send(call(1));
    know("host/h/h", Map.of("host.name", "web-2"));
    send(call(2));
    forget("host/h/h");
    send(call(3));
    assertThat(enriched())
        .containsExactly(
            new EnrichedSyscall(call(1), Map.of("host.id", "h", "host.name", "web-1")),
            new EnrichedSyscall(call(2), Map.of("host.id", "h", "host.name", "web-2")),
            new EnrichedSyscall(call(3), Map.of("host.id", "h")));
  }

  @Test
  void copyingBytesGivesWhatDecodingAndEncodingGives() throws Exception {
    List<EnrichedSyscall> expected = new ArrayList<>();
    for (long seed = 0; seed < 50; seed++) {
      Syscall call = RandomRecords.of(Syscall.getClassSchema(), seed);
      call.setAgentEpochNs(seed);
      call.setContainerId(null);
      send(call);
      expected.add(new EnrichedSyscall(call, Map.of("host.id", call.getHostId())));
    }
    assertThat(enriched()).isEqualTo(expected);
  }

  /** An agent of a later release, whose calls begin with a field that nobody here knows. */
  @Test
  void bringsARecordOfAnotherSchemaVersionToTodays() throws Exception {
    Schema today = Syscall.getClassSchema();
    Schema newer =
        Schema.createRecord(today.getName(), "", today.getNamespace(), false, fieldsAndOneMore());
    registry.add(OTHER_ID, newer);
    Syscall call = call(1);
    var record = new org.apache.avro.generic.GenericData.Record(newer);
    today.getFields().forEach(field -> record.put(field.name(), call.get(field.pos())));
    record.put("added_later", "x");
    var bytes = new java.io.ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {0, 0, 0, 0, OTHER_ID});
    var encoder = org.apache.avro.io.EncoderFactory.get().directBinaryEncoder(bytes, null);
    new org.apache.avro.specific.SpecificDatumWriter<Object>(newer).write(record, encoder);

    sendBytes(bytes.toByteArray());
    assertThat(enriched()).containsExactly(new EnrichedSyscall(call, Map.of("host.id", "h")));
  }

  private static List<Schema.Field> fieldsAndOneMore() {
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(new Schema.Field("added_later", Schema.create(Schema.Type.STRING)));
    Syscall.getClassSchema()
        .getFields()
        .forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    return fields;
  }

  @Test
  void aRecordSentAgainPassesOnceEvenAcrossARestart() throws Exception {
    send(call(1));
    send(call(2));
    send(call(1));
    OperatorSubtaskState state = operator.snapshot(1, 1);
    assertThat(enriched()).hasSize(2);
    operator.close();
    operator = operator();
    operator.initializeState(state);
    operator.open();
    send(call(2));
    send(call(3));
    assertThat(enriched()).extracting(one -> one.getSyscall().getSequence()).containsExactly(3L);
  }

  @Test
  void whatCannotBeReadIsADeadLetterAndTheNextGoesOn() throws Exception {
    sendBytes("garbage".getBytes(StandardCharsets.UTF_8));
    sendBytes(null);
    sendBytes(new byte[] {0, 0, 0, 0, 1, 2});
    sendBytes(new byte[] {0, 0, 0, 4, 0, 2, 3, 4, 5});
    send(call(1));
    assertThat(enriched()).hasSize(1);
    assertThat(deadLetters())
        .hasSize(4)
        .allSatisfy(
            letter -> {
              assertThat(letter.getReason()).isEqualTo("malformed");
              assertThat(letter.getStage()).isEqualTo("enrichment gyr.syscalls");
              assertThat(letter.getTopic()).isEqualTo("gyr.syscalls");
              assertThat(letter.getPartition()).isEqualTo(3);
              assertThat(letter.getOffset()).isEqualTo(17);
            });
    assertThat(new String(deadLetters().get(0).getValue().array(), StandardCharsets.UTF_8))
        .isEqualTo("garbage");
  }

  @Test
  void metadataThatCannotBeReadIsADeadLetterAndWhatWasKnownStays() throws Exception {
    know("host/h/h", Map.of("host.name", "web-1"));
    operator.processElement2(new StreamRecord<>(raw("host/h/h", new byte[] {1, 2})));
    send(call(1));
    assertThat(enriched().get(0).getLabels()).containsEntry("host.name", "web-1");
    assertThat(deadLetters()).hasSize(1);
  }

  /** Samples that came over the API have no agent that numbers them, and all their labels. */
  @Test
  void aSampleThatNoAgentTookPassesAsItIs() throws Exception {
    operator.close();
    Enrich enrich = new Enrich(registry.settings(), Layout.METRIC, Topic.METRICS_ENRICHED);
    operator =
        new TwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithNonKeyedOperator<>(enrich, List.of(Enrich.LABELS)));
    operator.open();
    know("host/h/h", Map.of("host.name", "web-1"));
    MetricSample sample = RandomRecords.of(MetricSample.getClassSchema(), 4);
    sample.setHostId("h");
    sample.setAgentEpochNs(0);
    sample.setSequence(0);
    for (int i = 0; i < 2; i++) {
      sendBytes(RandomRecords.bytes(sample, registry.id(Topic.METRICS)));
    }
    RecordDecoder<EnrichedMetric> decoder = decoder(Topic.METRICS_ENRICHED);
    assertThat(operator.extractOutputValues())
        .extracting(record -> decoder.decode(record.value()))
        .containsExactly(
            new EnrichedMetric(sample, Map.of()), new EnrichedMetric(sample, Map.of()));
  }

  private static Syscall call(long sequence) {
    return TestRecords.syscall("h", sequence, "execve", "bash");
  }

  private void send(Syscall call) throws Exception {
    sendBytes(RandomRecords.bytes(call, registry.id(Topic.SYSCALLS)));
  }

  private void sendBytes(byte[] value) throws Exception {
    operator.processElement1(new StreamRecord<>(raw("h", value)));
  }

  private void know(String key, Map<String, String> labels) throws Exception {
    Entity entity = new Entity("host", "h", "h", 1L, labels);
    byte[] value = RandomRecords.bytes(entity, registry.id(Topic.METADATA));
    operator.processElement2(new StreamRecord<>(raw(key, value)));
  }

  private void forget(String key) throws Exception {
    operator.processElement2(new StreamRecord<>(raw(key, null)));
  }

  private static RawRecord raw(String key, byte[] value) {
    return new RawRecord("gyr.syscalls", 3, 17, key.getBytes(StandardCharsets.UTF_8), value);
  }

  private List<EnrichedSyscall> enriched() {
    RecordDecoder<EnrichedSyscall> decoder = decoder(Topic.SYSCALLS_ENRICHED);
    return operator.extractOutputValues().stream()
        .map(record -> decoder.decode(record.value()))
        .toList();
  }

  private List<DeadLetter> deadLetters() {
    RecordDecoder<DeadLetter> decoder = decoder(Topic.DEAD_LETTER);
    return operator.getSideOutput(DeadLetters.TAG).stream()
        .map(record -> decoder.decode(record.getValue().value()))
        .collect(Collectors.toList());
  }

  private <T extends org.apache.avro.specific.SpecificRecord> RecordDecoder<T> decoder(
      Topic topic) {
    return new RecordDecoder<>(
        topic.schema(),
        id -> {
          assertThat(id).isEqualTo(registry.id(topic));
          return topic.schema();
        });
  }
}
