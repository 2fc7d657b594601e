package io.gyr.timeseries.chunk;

import io.gyr.timeseries.column.ByteInput;
import io.gyr.timeseries.column.DoubleDecoder;
import io.gyr.timeseries.column.LongDecoder;
import io.gyr.timeseries.column.MalformedChunkException;
import java.nio.ByteBuffer;

/**
 * Reads chunks of samples into the caller's arrays. Reusable, and then it allocates nothing; not
 * for several threads at once.
 *
 * <pre>{@code
 * int count = decoder.open(chunk);
 * // make room for count in times and values
 * decoder.read(times, values, at);
 * }</pre>
 */
public final class SampleDecoder {
  private final ByteInput in = new ByteInput();
  private final LongDecoder longs = new LongDecoder();
  private final DoubleDecoder doubles = new DoubleDecoder();
  private int count;

  /** Takes the remaining bytes of {@code chunk} and returns the number of its samples. */
  public int open(ByteBuffer chunk) throws MalformedChunkException {
    in.reset(chunk);
    count = ChunkLayout.read(ChunkKind.SAMPLES, in);
    return count;
  }

  /** As {@link #open(ByteBuffer)}. */
  public int open(byte[] chunk) throws MalformedChunkException {
    in.reset(chunk, 0, chunk.length);
    count = ChunkLayout.read(ChunkKind.SAMPLES, in);
    return count;
  }

  /**
   * Reads the samples of the open chunk, once.
   *
   * @param at where to begin in both arrays
   * @throws MalformedChunkException if this is no whole chunk; what the arrays hold is undefined
   */
  public void read(long[] timesMs, double[] values, int at) throws MalformedChunkException {
    longs.decode(in, count, timesMs, at);
    doubles.decode(in, count, values, at);
    ChunkLayout.expectEnd(in);
  }
}
