package io.gyr.jobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.WithNull;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class RawRecordTypeTest {
  private final TypeSerializer<RawRecord> serializer =
      RawRecordType.INSTANCE.createSerializer(null);

  @Property(tries = 300, seed = "2")
  void movesEveryRecordUnchanged(
      @ForAll @CharRange(from = 'a', to = 'ż') String topic,
      @ForAll int partition,
      @ForAll long offset,
      @ForAll @WithNull byte[] key,
      @ForAll @WithNull byte[] value)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(new RawRecord(topic, partition, offset, key, value), out);
    DataOutputSerializer copy = new DataOutputSerializer(64);
    serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copy);

    DataInputDeserializer in = new DataInputDeserializer(copy.getCopyOfBuffer());
    RawRecord read = serializer.deserialize(in);

    assertThat(in.available()).isZero();
    assertThat(read.topic()).isEqualTo(topic);
    assertThat(read.partition()).isEqualTo(partition);
    assertThat(read.offset()).isEqualTo(offset);
    assertThat(read.key()).isEqualTo(key);
    assertThat(read.value()).isEqualTo(value);
  }

  @Test
  void isFoundWithoutKryo() {
    assertThat(org.apache.flink.api.common.typeinfo.TypeInformation.of(RawRecord.class))
        .isSameAs(RawRecordType.INSTANCE);
  }
}
