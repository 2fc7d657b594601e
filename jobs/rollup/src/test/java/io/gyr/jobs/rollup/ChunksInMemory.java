package io.gyr.jobs.rollup;

import io.gyr.jobs.rollup.backfill.StoredChunks;
import io.gyr.sinks.cassandra.chunk.ChunkRow;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.chunk.WindowDecoder;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A store of which each write is there at once; tables are static, for Flink copies functions. */
final class ChunksInMemory implements StoredChunks {
  /** By resolution, series and start. */
  static final Map<String, byte[]> CHUNKS = new HashMap<>();

  /** How long each of them stays. */
  static final Map<String, Integer> SECONDS = new HashMap<>();

  static int writes;
  static int introductions;

  static void clear() {
    CHUNKS.clear();
    SECONDS.clear();
    writes = 0;
    introductions = 0;
  }

  /** What stands in each chunk, in short. */
  static Map<String, Integer> hashes() {
    Map<String, Integer> hashes = new TreeMap<>();
    CHUNKS.forEach((key, chunk) -> hashes.put(key, Arrays.hashCode(chunk)));
    return hashes;
  }

  static String key(Resolution resolution, SeriesId series, long spanStartMs) {
    return resolution + " " + series + " " + spanStartMs;
  }

  /** As the sink writes it. */
  static void write(ChunkRow row) {
    if (!row.introduces) {
      ByteBuffer id = ByteBuffer.wrap(row.series);
      SeriesId series = new SeriesId(id.getLong(), id.getLong());
      CHUNKS.put(key(Resolution.valueOf(row.table), series, row.timeMs), row.chunk);
    }
  }

  /** The windows of a series by their starts. */
  static Map<Long, WindowAggregate> windows(Resolution resolution, SeriesId series)
      throws MalformedChunkException {
    Map<Long, WindowAggregate> windows = new TreeMap<>();
    for (Map.Entry<String, byte[]> chunk : CHUNKS.entrySet()) {
      if (chunk.getKey().startsWith(resolution + " " + series + " ")) {
        AggregateColumns columns = new AggregateColumns();
        new WindowDecoder(true).read(ByteBuffer.wrap(chunk.getValue()), columns, new ArrayList<>());
        for (int i = 0; i < columns.size(); i++) {
          windows.put(columns.get(i).startMs(), columns.get(i));
        }
      }
    }
    return windows;
  }

  @Override
  public Map<Long, byte[]> read(
      Resolution resolution, String metric, SeriesId series, long fromMs, long toMs) {
    Map<Long, byte[]> found = new TreeMap<>();
    long stepMs = resolution.span().toMillis();
    for (long at = resolution.spanStartMs(fromMs); at <= toMs; at += stepMs) {
      byte[] chunk = CHUNKS.get(key(resolution, series, at));
      if (chunk != null) {
        found.put(at, chunk);
      }
    }
    return found;
  }

  @Override
  public void write(
      Resolution resolution,
      String metric,
      SeriesId series,
      long spanStartMs,
      byte[] chunk,
      int seconds) {
    writes++;
    CHUNKS.put(key(resolution, series, spanStartMs), chunk);
    SECONDS.put(key(resolution, series, spanStartMs), seconds);
  }

  @Override
  public void introduce(
      SeriesPeriod period,
      long timeMs,
      SeriesId series,
      String kind,
      Map<String, String> labels,
      int seconds) {
    introductions++;
  }

  @Override
  public void await() {}

  @Override
  public void close() {}
}
