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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
      Part part,
      SampleReader.@Nullable Reading samples,
      AggregateReader.@Nullable Reading aggregates) {}

  /**
   * What was read.
   *
   * @param series those that have samples, in the order of their labels
   * @param incomplete parts whose windows turn out not to say all that they should
   */
  record Result(List<RawSeries> series, Set<Part> incomplete) {}

  /** Asks the store at once, and lets another thread wait for the answer and decode it. */
  Future<Result> send(Batch batch, SelectHints hints) {
    String metric = batch.found.get(0).labels().metricName();
    List<SeriesId> ids = batch.found.stream().map(SeriesCatalog.Found::id).toList();
    List<Reading> parts = new ArrayList<>();
    for (Part part : batch.parts) {
      parts.add(
          part.resolution() == Resolution.FULL
              ? new Reading(part, samples.begin(metric, ids, part.fromMs(), part.toMs()), null)
              : new Reading(
                  part,
                  null,
                  aggregates.begin(
                      part.resolution(),
                      metric,
                      ids,
                      part.fromMs(),
                      part.toMs() + 1,
                      WindowPoints.of(hints.function()) == WindowPoints.VALUES)));
    }
    return decoders.submit(() -> read(batch, parts, hints));
  }

  private static Result read(Batch batch, List<Reading> parts, SelectHints hints)
      throws IOException, InterruptedException {
    Map<SeriesId, Labels> labels = new HashMap<>();
    batch.found.forEach(found -> labels.put(found.id(), found.labels()));
    Map<SeriesId, RawSeries> series = new HashMap<>();
    Set<Part> incomplete = new HashSet<>();
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
                (id, columns, from, to) -> {
                  if (!of.apply(id).add(columns, from, to)) {
                    incomplete.add(part.part);
                  }
                }));
      }
    }
    points.forEach(
        (id, each) -> series.put(id, each.series(labels.getOrDefault(id, Labels.EMPTY))));
    histograms.addTo(series, labels);
    List<RawSeries> sorted = new ArrayList<>(series.values());
    sorted.sort(Comparator.comparing(RawSeries::labels));
    return new Result(sorted, incomplete);
  }
}
