package io.gyr.jobs.rollup;

import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.timeseries.chunk.PartedChunk;
import io.gyr.timeseries.column.MalformedChunkException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chunks of aggregates of one resolution, which grow with each span of samples. Until its span is
 * over a chunk is in parts, so that an hour that is added to two weeks costs as much as two days;
 * then it becomes one, which takes less room. For one thread.
 */
final class GrowingChunk {
  private static final byte[] NOTHING = new byte[0];

  private final Resolution resolution;
  private final Aggregates aggregates;
  private final long spanLengthMs;
  private final long partMs;

  GrowingChunk(Resolution resolution, Aggregates aggregates) {
    this.resolution = resolution;
    this.aggregates = aggregates;
    spanLengthMs = resolution.span().toMillis();
    partMs = part(resolution).toMillis();
  }

  /** Spans of samples and days begin and end with parts or within one. */
  private static Duration part(Resolution resolution) {
    return switch (resolution) {
      case OPEN, FULL -> throw new IllegalArgumentException(resolution + " has no aggregates");
      case ONE_MINUTE -> Duration.ofHours(2);
      case TEN_MINUTES -> Duration.ofHours(12);
      case ONE_HOUR -> Duration.ofDays(2);
      case ONE_DAY -> Duration.ofDays(28);
    };
  }

  /**
   * The chunk with other windows in a range.
   *
   * @param chunk that before, null if there was none
   * @param fromMs start of the range, which is within one part
   * @param windows all of them in the range
   */
  byte[] replaced(byte @Nullable [] chunk, long fromMs, long toMs, Windows windows) {
    long spanMs = resolution.spanStartMs(fromMs);
    List<byte[]> parts = parts(chunk);
    if (parts == null || toMs == spanMs + spanLengthMs) {
      return aggregates.replaced(chunk, fromMs, toMs, windows);
    }
    int part = (int) ((fromMs - spanMs) / partMs);
    while (parts.size() <= part) {
      parts.add(NOTHING);
    }
    byte[] before = parts.get(part).length == 0 ? null : parts.get(part);
    parts.set(part, aggregates.replaced(before, fromMs, toMs, windows));
    return PartedChunk.of(parts);
  }

  /** The windows of a chunk in a range within one part. */
  Windows windows(byte @Nullable [] chunk, long fromMs, long toMs) {
    List<byte[]> parts = parts(chunk);
    if (parts == null) {
      return aggregates.windows(chunk, fromMs, toMs);
    }
    int part = (int) ((fromMs - resolution.spanStartMs(fromMs)) / partMs);
    boolean none = part >= parts.size() || parts.get(part).length == 0;
    return aggregates.windows(none ? null : parts.get(part), fromMs, toMs);
  }

  /** The parts of a chunk; none without one, null if it is whole. */
  private static @Nullable List<byte[]> parts(byte @Nullable [] chunk) {
    List<byte[]> parts = new ArrayList<>();
    if (chunk == null) {
      return parts;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(chunk);
      if (!PartedChunk.is(bytes)) {
        return null;
      }
      for (ByteBuffer part : PartedChunk.parts(bytes)) {
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        parts.add(copy);
      }
    } catch (MalformedChunkException e) {
      throw new IllegalStateException("a chunk of our own: " + e.getMessage(), e);
    }
    return parts;
  }
}
