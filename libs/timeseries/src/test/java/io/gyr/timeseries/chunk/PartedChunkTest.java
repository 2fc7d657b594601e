package io.gyr.timeseries.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PartedChunkTest {
  private final AggregateEncoder encoder = new AggregateEncoder();

  @Property(tries = 200, seed = "1")
  void allPartsAreRead(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    AggregateColumns all = new AggregateColumns();
    byte[] chunk = PartedChunk.of(parts(random, all));
    ByteBuffer buffer = ByteBuffer.allocate(chunk.length + 7).position(7).put(chunk).position(7);
    assertThat(PartedChunk.is(buffer)).isTrue();
    AggregateColumns back = new AggregateColumns();
    new WindowDecoder(true).read(buffer, back, new ArrayList<>());
    assertThat(buffer.position()).isEqualTo(7);
    assertThat(back.size()).isEqualTo(all.size());
    for (int i = 0; i < all.size(); i++) {
      assertThat(back.get(i)).isEqualTo(all.get(i));
    }
  }

  @Property(tries = 2000, seed = "2")
  void damagedChunksNeverHarm(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] chunk = PartedChunk.of(parts(random, new AggregateColumns()));
    for (int i = 0; i < 3; i++) {
      chunk[random.nextInt(chunk.length)] = (byte) random.nextInt();
    }
    byte[] damaged = Arrays.copyOf(chunk, 1 + random.nextInt(chunk.length + 2));
    try {
      new WindowDecoder(true)
          .read(ByteBuffer.wrap(damaged), new AggregateColumns(), new ArrayList<>());
    } catch (MalformedChunkException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  /** What is on disk must be read by every later version. */
  @Example
  void theLayoutIsTheOneThatIsWrittenDown() throws Exception {
    assertThat(PartedChunk.of(List.of(new byte[] {1, 2}, new byte[0], new byte[] {3})))
        .isEqualTo(HexFormat.of().parseHex("1503020102000103"));
  }

  @Example
  void partsHaveNoParts() {
    byte[] inner = PartedChunk.of(List.of());
    byte[] outer = PartedChunk.of(List.of(inner));
    assertThatThrownBy(
            () ->
                new WindowDecoder(true)
                    .read(ByteBuffer.wrap(outer), new AggregateColumns(), new ArrayList<>()))
        .isInstanceOf(MalformedChunkException.class)
        .hasMessage("chunk of PARTED_AGGREGATES instead of AGGREGATES");
  }

  @Example
  void tooManyPartsAndTooManyWindowsAreRefused() {
    assertThatThrownBy(() -> PartedChunk.of(Collections.nCopies(65, new byte[0])))
        .hasMessage("65 parts, at most 64");
    AggregateColumns columns = new AggregateColumns();
    for (int i = 0; i < 2_000; i++) {
      columns.add(WindowAggregate.of(i, new long[] {i}, new double[] {1}, 0, 1));
    }
    byte[] many = PartedChunk.of(Collections.nCopies(40, encoder.encode(columns)));
    assertThatThrownBy(
            () ->
                new WindowDecoder(true)
                    .read(ByteBuffer.wrap(many), new AggregateColumns(), new ArrayList<>()))
        .isInstanceOf(MalformedChunkException.class)
        .hasMessage("more windows in parts than a chunk may have");
  }

  private List<byte[]> parts(Random random, AggregateColumns all) {
    List<byte[]> parts = new ArrayList<>();
    long time = 0;
    for (int part = random.nextInt(8); part >= 0; part--) {
      AggregateColumns columns = new AggregateColumns();
      for (int i = random.nextInt(20); i > 0; i--) {
        time += 60_000;
        double[] values = {random.nextInt(100), random.nextGaussian()};
        WindowAggregate window =
            WindowAggregate.of(time, new long[] {time, time + 9}, values, 0, 2);
        columns.add(window);
        all.add(window);
      }
      boolean empty = columns.size() == 0 && random.nextBoolean();
      parts.add(empty ? new byte[0] : encoder.encode(columns));
    }
    return parts;
  }
}
