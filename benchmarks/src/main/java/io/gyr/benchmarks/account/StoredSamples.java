package io.gyr.benchmarks.account;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.gyr.timeseries.chunk.ChunkKind;
import io.gyr.timeseries.chunk.ChunkLayout;
import io.gyr.timeseries.chunk.HistogramDecoder;
import io.gyr.timeseries.chunk.SampleDecoder;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.histogram.NativeHistogram;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Every sample of full resolution that Cassandra holds. Whole spans and their pieces are allowed to
 * say the same, once each: what stands twice in a table is twice in the list.
 */
final class StoredSamples {
  private static final int PAGE = 1_000;

  private final SampleDecoder samples = new SampleDecoder();
  private final HistogramDecoder histograms = new HistogramDecoder();

  /** Names of all samples, as {@link Stores#sample} makes them. */
  List<String> read(CqlSession session) throws IOException {
    List<String> all = read(session, "chunks");
    Set<String> inWholeSpans = new HashSet<>(all);
    for (String sample : read(session, "chunks_open")) {
      if (!inWholeSpans.contains(sample)) {
        all.add(sample);
      }
    }
    return all;
  }

  private List<String> read(CqlSession session, String table) throws IOException {
    SimpleStatement every =
        SimpleStatement.newInstance("SELECT series, chunk FROM gyr." + table)
            .setPageSize(PAGE)
            .setTimeout(Duration.ofSeconds(30));
    List<String> found = new ArrayList<>();
    for (Row row : session.execute(every)) {
      byte[] series = bytes(Objects.requireNonNull(row.getByteBuffer("series")));
      String name = HexFormat.of().formatHex(series);
      try {
        for (long timeMs : times(bytes(Objects.requireNonNull(row.getByteBuffer("chunk"))))) {
          found.add(Stores.sample(name, timeMs));
        }
      } catch (MalformedChunkException e) {
        throw new IOException("a chunk of " + name + " in " + table + ": " + e.getMessage(), e);
      }
    }
    return found;
  }

  private long[] times(byte[] chunk) throws MalformedChunkException {
    if (chunk.length > 0 && ChunkLayout.kind(chunk[0]) == ChunkKind.HISTOGRAMS) {
      int count = histograms.open(ByteBuffer.wrap(chunk));
      long[] times = new long[count];
      histograms.read(times, new NativeHistogram[count], 0);
      return times;
    }
    int count = samples.open(chunk);
    long[] times = new long[count];
    samples.read(times, new double[count], 0);
    return times;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
