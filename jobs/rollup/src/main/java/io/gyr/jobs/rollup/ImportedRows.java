package io.gyr.jobs.rollup;

import io.gyr.jobs.rollup.backfill.FullerWindows;
import io.gyr.sinks.cassandra.chunk.ChunkRow;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.apache.flink.util.Collector;

/** Brings imported windows into the chunks that the state of a series has. For one thread. */
final class ImportedRows {
  private final Aggregates aggregates = new Aggregates();

  /**
   * Merges and writes one chunk. Where the state does not have it, which is of a series that is not
   * in use or of a job that lost its state, it begins with what was stored.
   */
  void merge(SeriesState series, ImportedChunk imported, Collector<ChunkRow> out) {
    Resolution resolution = SpanRows.COARSE.get(imported.coarse);
    NavigableMap<Long, byte[]> chunks = series.aggregates.get(imported.coarse);
    byte[] known = chunks.get(imported.spanMs);
    List<WindowAggregate> windows = aggregates.windows(imported.windows).numbers();
    if (imported.coarse > 0) {
      windows = FullerWindows.ofThese(windows, joined(series, imported, resolution));
    }
    byte[] before = known == null && imported.stored.length > 0 ? imported.stored : known;
    Windows stored = aggregates.windows(before);
    byte[] chunk =
        aggregates.chunk(
            new Windows(FullerWindows.of(windows, stored.numbers()), stored.histograms()));
    chunks.put(imported.spanMs, chunk);
    SeriesId id = imported.series();
    out.collect(ChunkRow.chunk(resolution, series.metric, id.bytes(), imported.spanMs, chunk));
  }

  /** What the finer chunks say of the same windows: they have the series' own samples, too. */
  private List<WindowAggregate> joined(
      SeriesState series, ImportedChunk imported, Resolution resolution) {
    long endMs = imported.spanMs + resolution.span().toMillis();
    Resolution finer = SpanRows.COARSE.get(imported.coarse - 1);
    List<WindowAggregate> windows = new ArrayList<>();
    for (byte[] chunk :
        series
            .aggregates
            .get(imported.coarse - 1)
            .subMap(finer.spanStartMs(imported.spanMs), endMs)
            .values()) {
      windows.addAll(aggregates.windows(chunk, imported.spanMs, endMs).numbers());
    }
    return Windows.coarser(windows, resolution);
  }
}
