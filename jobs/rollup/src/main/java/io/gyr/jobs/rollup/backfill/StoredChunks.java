package io.gyr.jobs.rollup.backfill;

import io.gyr.jobs.runtime.JobSettings;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.timeseries.SeriesId;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;

/**
 * The chunks that are stored, for who reads one, changes it and writes it back. For one thread,
 * which waits for each answer: what was written is what the next read finds.
 */
public interface StoredChunks extends AutoCloseable {
  /** Makes stores where tasks run. */
  interface Factory extends Serializable {
    /** The store of {@code settings}. */
    StoredChunks open(JobSettings settings);
  }

  /**
   * Chunks of one series by the start of their span, of all spans that touch {@code fromMs} to
   * {@code toMs}, both inclusive.
   *
   * @throws IOException if the store does not answer
   */
  Map<Long, byte[]> read(
      Resolution resolution, String metric, SeriesId series, long fromMs, long toMs)
      throws IOException, InterruptedException;

  /**
   * Begins to write a chunk in the place of what is there.
   *
   * @param seconds how long it stays, at least 1
   */
  void write(
      Resolution resolution,
      String metric,
      SeriesId series,
      long spanStartMs,
      byte[] chunk,
      int seconds);

  /**
   * Begins to write that a series had samples in a period.
   *
   * @param timeMs any time in the period
   * @param kind Prometheus type in lower case
   * @param labels with {@code __name__}
   * @param seconds how long it stays, at least 1
   */
  void introduce(
      SeriesPeriod period,
      long timeMs,
      SeriesId series,
      String kind,
      Map<String, String> labels,
      int seconds);

  /**
   * Returns when all that was begun is written.
   *
   * @throws IOException if something was not
   */
  void await() throws IOException, InterruptedException;

  @Override
  void close();
}
