package io.gyr.timeseries.chunk;

import io.gyr.timeseries.column.ByteInput;
import io.gyr.timeseries.column.DoubleDecoder;
import io.gyr.timeseries.column.LongDecoder;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.rollup.AggregateColumns;
import java.nio.ByteBuffer;

/** Reads chunks of aggregates. Reusable; not for several threads at once. */
public final class AggregateDecoder {
  static final int OWN = 0;
  static final int SAME_AS_FIRST = 1;
  static final int SAME_AS_LAST = 2;

  private final ByteInput in = new ByteInput();
  private final LongDecoder longs = new LongDecoder();
  private final DoubleDecoder doubles = new DoubleDecoder();
  private final SketchDecoder sketches = new SketchDecoder();
  private final boolean wantsSketches;

  /** A decoder of everything. */
  public AggregateDecoder() {
    this(true);
  }

  /**
   * A decoder.
   *
   * @param wantsSketches whether sketches are read, which takes longer than all the rest; otherwise
   *     the windows have those only that are to be seen from the other numbers
   */
  public AggregateDecoder(boolean wantsSketches) {
    this.wantsSketches = wantsSketches;
  }

  /**
   * Appends the windows of {@code chunk} to {@code columns}.
   *
   * @throws MalformedChunkException if this is no whole chunk; what was appended is then undefined
   */
  public void read(ByteBuffer chunk, AggregateColumns columns) throws MalformedChunkException {
    in.reset(chunk);
    boolean sketched = ChunkLayout.is(ChunkKind.SKETCHED_AGGREGATES, chunk);
    int count =
        ChunkLayout.read(sketched ? ChunkKind.SKETCHED_AGGREGATES : ChunkKind.AGGREGATES, in);
    int at = columns.size();
    columns.grow(count);
    longs.decode(in, count, columns.startsMs(), at);
    longs.decode(in, count, columns.counts(), at);
    longs.decode(in, count, columns.stales(), at);
    longs.decode(in, count, columns.resets(), at);
    readOffsets(columns.firstsMs(), columns.startsMs(), at, count);
    readOffsets(columns.lastsMs(), columns.startsMs(), at, count);
    doubles.decode(in, count, columns.firsts(), at);
    doubles.decode(in, count, columns.lasts(), at);
    readUnlessSame(columns.mins(), columns, at, count);
    readUnlessSame(columns.maxs(), columns, at, count);
    doubles.decode(in, count, columns.sums(), at);
    doubles.decode(in, count, columns.corrections(), at);
    if (sketched && !wantsSketches) {
      return;
    }
    if (sketched) {
      sketches.decode(in, count, columns);
    }
    ChunkLayout.expectEnd(in);
  }

  private void readOffsets(long[] timesMs, long[] startsMs, int at, int count)
      throws MalformedChunkException {
    longs.decode(in, count, timesMs, at);
    for (int i = at; i < at + count; i++) {
      timesMs[i] += startsMs[i];
    }
  }

  private void readUnlessSame(double[] values, AggregateColumns columns, int at, int count)
      throws MalformedChunkException {
    int same = in.readByte();
    switch (same) {
      case OWN -> doubles.decode(in, count, values, at);
      case SAME_AS_FIRST -> System.arraycopy(columns.firsts(), at, values, at, count);
      case SAME_AS_LAST -> System.arraycopy(columns.lasts(), at, values, at, count);
      default ->
          throw new MalformedChunkException("column like " + same + " before " + in.position());
    }
  }
}
