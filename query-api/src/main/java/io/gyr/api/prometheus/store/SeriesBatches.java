package io.gyr.api.prometheus.store;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.SelectHints;
import io.gyr.sinks.cassandra.chunk.AggregateReader;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.SampleReader;
import io.gyr.sinks.cassandra.chunk.TooManyBucketsException;
import io.gyr.timeseries.SeriesId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The samples of selected series: read for some series of one metric at a time, so that a selector
 * that fits very many never has all their samples in memory.
 */
final class SeriesBatches {
  private static final int MOST_SERIES = 2000;
  private static final int FEWEST_SERIES = 32;

  /** About as many samples are read at a time, if they are ten seconds apart. */
  private static final long SAMPLES = 1_000_000;

  private static final long SCRAPE_MS = 10_000;

  /** As they lie in their partitions. */
  private static final Comparator<SeriesId> ORDER =
      Comparator.comparingLong((SeriesId id) -> id.high() + Long.MIN_VALUE)
          .thenComparingLong(id -> id.low() + Long.MIN_VALUE);

  /** Series of one metric, and what is read of them. */
  private record Batch(List<SeriesCatalog.Found> found, List<Part> parts) {}

  private final Deque<Batch> waiting = new ArrayDeque<>();
  private final SampleReader samples;
  private final AggregateReader aggregates;
  private final SelectHints hints;
  private final Consumer<Part> incomplete;
  private Iterator<RawSeries> ready = List.<RawSeries>of().iterator();

  /**
   * No series yet.
   *
   * @param incomplete gets parts whose windows turn out not to say all that they should
   */
  SeriesBatches(
      SampleReader samples,
      AggregateReader aggregates,
      SelectHints hints,
      Consumer<Part> incomplete) {
    this.incomplete = incomplete;
    this.samples = samples;
    this.aggregates = aggregates;
    this.hints = hints;
  }

  /** Adds the series of one metric. */
  void add(List<SeriesCatalog.Found> metric, List<Part> parts) {
    metric.sort(Comparator.comparing(SeriesCatalog.Found::id, ORDER));
    int size = batch(parts);
    for (int from = 0; from < metric.size(); from += size) {
      int to = Math.min(metric.size(), from + size);
      waiting.add(new Batch(metric.subList(from, to), parts));
    }
  }

  private static int batch(List<Part> parts) {
    long perSeries = 1;
    for (Part part : parts) {
      long window = part.resolution().window().toMillis();
      perSeries += (part.toMs() - part.fromMs()) / (window == 0 ? SCRAPE_MS : window);
    }
    return (int) Math.max(FEWEST_SERIES, Math.min(MOST_SERIES, SAMPLES / perSeries));
  }

  /** The next series, null at the end. */
  @Nullable RawSeries next() {
    while (!ready.hasNext()) {
      Batch batch = waiting.poll();
      if (batch == null) {
        return null;
      }
      try {
        List<RawSeries> series = read(batch);
        series.sort(Comparator.comparing(RawSeries::labels));
        ready = series.iterator();
      } catch (TooManyBucketsException e) {
        halve(batch);
      } catch (IOException e) {
        throw StoreException.unavailable(String.valueOf(e.getMessage()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw StoreException.unavailable("interrupted");
      }
    }
    return ready.next();
  }

  /** Halves what was too large, and what waits of the same metric, which would be too. */
  private void halve(Batch tooLarge) {
    int half = tooLarge.found.size() / 2;
    if (half == 0) {
      throw StoreException.tooMuch(
          "the native histograms of "
              + tooLarge.found.get(0).labels()
              + " do not fit into memory at once: ask for a shorter time");
    }
    List<Batch> batches = new ArrayList<>(List.of(tooLarge));
    batches.addAll(waiting);
    waiting.clear();
    for (Batch batch : batches) {
      int size = batch.found.size();
      int most = batch.parts == tooLarge.parts ? half : size;
      for (int from = 0; from < size; from += most) {
        waiting.add(new Batch(batch.found.subList(from, Math.min(size, from + most)), batch.parts));
      }
    }
  }

  private List<RawSeries> read(Batch batch) throws IOException, InterruptedException {
    String metric = batch.found.get(0).labels().metricName();
    Map<SeriesId, Labels> labels = new HashMap<>();
    batch.found.forEach(found -> labels.put(found.id(), found.labels()));
    Map<SeriesId, RawSeries> series = new HashMap<>();
    boolean range = hints.rangeMs() > 0;
    WindowPoints kind = range ? WindowPoints.of(hints.function()) : WindowPoints.ENDS;
    HistogramSeries histograms = new HistogramSeries(kind, !range);
    boolean single = batch.parts.stream().allMatch(SeriesBatches::isSingleSamples);
    if (single) {
      for (Part part : batch.parts) {
        samples.read(
            metric,
            labels.keySet(),
            part.fromMs(),
            part.toMs(),
            histograms.besideSamples(
                (id, times, values, count) ->
                    series.put(
                        id,
                        new RawSeries(
                            labels.getOrDefault(id, Labels.EMPTY), times, values, null, count))));
      }
    } else {
      Map<SeriesId, Points> points = new HashMap<>();
      Function<SeriesId, Points> of =
          id -> points.computeIfAbsent(id, unseen -> new Points(kind, !range));
      for (Part part : batch.parts) {
        read(metric, labels, part, of, histograms);
      }
      points.forEach(
          (id, each) -> series.put(id, each.series(labels.getOrDefault(id, Labels.EMPTY))));
    }
    histograms.addTo(series, labels);
    return new ArrayList<>(series.values());
  }

  private static boolean isSingleSamples(Part part) {
    return part.resolution() == Resolution.FULL;
  }

  private void read(
      String metric,
      Map<SeriesId, Labels> labels,
      Part part,
      Function<SeriesId, Points> points,
      HistogramSeries histograms)
      throws IOException, InterruptedException {
    if (isSingleSamples(part)) {
      samples.read(
          metric,
          labels.keySet(),
          part.fromMs(),
          part.toMs(),
          histograms.besideSamples(
              (id, times, values, count) -> points.apply(id).add(times, values, count)));
      return;
    }
    aggregates.read(
        part.resolution(),
        metric,
        labels.keySet(),
        part.fromMs(),
        part.toMs() + 1,
        WindowPoints.of(hints.function()) == WindowPoints.VALUES,
        histograms.besideWindows(
            (id, columns, from, to) -> {
              if (!points.apply(id).add(columns, from, to)) {
                incomplete.accept(part);
              }
            }));
  }
}
