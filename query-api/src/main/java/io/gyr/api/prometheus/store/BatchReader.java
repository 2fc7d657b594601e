package io.gyr.api.prometheus.store;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.SelectHints;
import io.gyr.sinks.cassandra.chunk.AggregateReader;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.SampleReader;
import io.gyr.timeseries.SeriesId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the samples of some series of one metric, in threads of its own. Thread-safe. */
final class BatchReader {
  private final SampleReader samples;
  private final AggregateReader aggregates;
  private final ExecutorService decoders;

  BatchReader(SampleReader samples, AggregateReader aggregates, ExecutorService decoders) {
    this.samples = samples;
    this.aggregates = aggregates;
    this.decoders = decoders;
  }

  /**
   * Series of one metric, and what is read of them.
   *
   * @param found at least one
   */
  record Batch(List<SeriesCatalog.Found> found, List<Part> parts) {}

  /** A part of the time, of single samples or of aggregates. */
  private record Reading(
      SampleReader.@Nullable Reading samples, AggregateReader.@Nullable Reading aggregates) {}

  /**
   * Asks the store at once, and lets another thread wait for the answer and decode it.
   *
   * @return the series that have samples, in the order of their labels
   */
  Future<List<RawSeries>> send(Batch batch, SelectHints hints) {
    String metric = batch.found.get(0).labels().metricName();
    List<SeriesId> ids = batch.found.stream().map(SeriesCatalog.Found::id).toList();
    List<Reading> parts = new ArrayList<>();
    for (Part part : batch.parts) {
      parts.add(
          part.resolution() == Resolution.FULL
              ? new Reading(samples.begin(metric, ids, part.fromMs(), part.toMs()), null)
              : new Reading(
                  null,
                  aggregates.begin(
                      part.resolution(), metric, ids, part.fromMs(), part.toMs() + 1)));
    }
    return decoders.submit(
        () -> {
          List<RawSeries> series = read(batch, parts, hints);
          series.sort(Comparator.comparing(RawSeries::labels));
          return series;
        });
  }

  private static List<RawSeries> read(Batch batch, List<Reading> parts, SelectHints hints)
      throws IOException, InterruptedException {
    Map<SeriesId, Labels> labels = new HashMap<>();
    batch.found.forEach(found -> labels.put(found.id(), found.labels()));
    Map<SeriesId, RawSeries> series = new HashMap<>();
    boolean range = hints.rangeMs() > 0;
    WindowPoints kind = range ? WindowPoints.of(hints.function()) : WindowPoints.ENDS;
    HistogramSeries histograms = new HistogramSeries(kind, !range);
    Map<SeriesId, Points> points = new HashMap<>();
    Function<SeriesId, Points> of =
        id -> points.computeIfAbsent(id, unseen -> new Points(kind, !range));
    boolean single = parts.stream().allMatch(part -> part.aggregates == null);
    for (Reading part : parts) {
      if (part.samples != null) {
        part.samples.visit(
            histograms.besideSamples(
                (id, times, values, count) -> {
                  if (single) {
                    Labels known = labels.getOrDefault(id, Labels.EMPTY);
                    series.put(id, new RawSeries(known, times, values, null, count));
                  } else {
                    of.apply(id).add(times, values, count);
                  }
                }));
      }
      if (part.aggregates != null) {
        part.aggregates.visit(
            histograms.besideWindows(
                (id, columns, from, to) -> of.apply(id).add(columns, from, to)));
      }
    }
    points.forEach(
        (id, each) -> series.put(id, each.series(labels.getOrDefault(id, Labels.EMPTY))));
    histograms.addTo(series, labels);
    return new ArrayList<>(series.values());
  }
}
