package io.gyr.api.prometheus.store;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.SelectHints;
import io.gyr.sinks.cassandra.chunk.AggregateReader;
import io.gyr.sinks.cassandra.chunk.Partitions;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.SampleReader;
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
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The samples of selected series: read for some series of one metric at a time, so that a selector
 * that fits very many never has all their samples in memory. While the query works on one batch,
 * the next ones are read and decoded by others. For one thread.
 */
final class SeriesBatches {
  private static final int MOST_SERIES = 2000;
  private static final int FEWEST_SERIES = 32;

  /** About as many samples are read at a time, if they are ten seconds apart. */
  private static final long SAMPLES = 600_000;

  private static final long SCRAPE_MS = 10_000;

  /** Batches on their way, the one that is wanted next included. */
  private static final int AHEAD = 3;

  /** As they lie in their partitions: each batch is of as few of these as can be. */
  private static final Comparator<SeriesId> ORDER =
      Comparator.comparingInt(Partitions::place)
          .thenComparingLong(id -> id.high() + Long.MIN_VALUE)
          .thenComparingLong(id -> id.low() + Long.MIN_VALUE);

  /** Series of one metric, and what is read of them. */
  private record Batch(List<SeriesCatalog.Found> found, List<Part> parts) {}

  private final Deque<Batch> waiting = new ArrayDeque<>();
  private final Deque<Future<List<RawSeries>>> sent = new ArrayDeque<>();
  private final SampleReader samples;
  private final AggregateReader aggregates;
  private final ExecutorService decoders;
  private final SelectHints hints;
  private Iterator<RawSeries> ready = List.<RawSeries>of().iterator();

  SeriesBatches(
      SampleReader samples,
      AggregateReader aggregates,
      ExecutorService decoders,
      SelectHints hints) {
    this.samples = samples;
    this.aggregates = aggregates;
    this.decoders = decoders;
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
      while (sent.size() < AHEAD && !waiting.isEmpty()) {
        sent.add(send(waiting.remove()));
      }
      Future<List<RawSeries>> batch = sent.poll();
      if (batch == null) {
        return null;
      }
      ready = await(batch).iterator();
    }
    return ready.next();
  }

  private static List<RawSeries> await(Future<List<RawSeries>> batch) {
    try {
      return batch.get();
    } catch (ExecutionException e) {
      throw StoreException.unavailable(String.valueOf(e.getCause().getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreException.unavailable("interrupted");
    }
  }

  /** Lets what is on its way go; nothing more is wanted. */
  void close() {
    sent.forEach(batch -> batch.cancel(true));
  }

  /** A part of the time, of single samples or of aggregates. */
  private record Reading(
      SampleReader.@Nullable Reading samples, AggregateReader.@Nullable Reading aggregates) {}

  /** Asks the store at once, and lets another thread wait for the answer and decode it. */
  private Future<List<RawSeries>> send(Batch batch) {
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
          List<RawSeries> series = read(batch, parts);
          series.sort(Comparator.comparing(RawSeries::labels));
          return series;
        });
  }

  private List<RawSeries> read(Batch batch, List<Reading> parts)
      throws IOException, InterruptedException {
    Map<SeriesId, Labels> labels = new HashMap<>();
    batch.found.forEach(found -> labels.put(found.id(), found.labels()));
    List<RawSeries> series = new ArrayList<>();
    if (parts.stream().allMatch(part -> part.aggregates == null)) {
      for (Reading part : parts) {
        Objects.requireNonNull(part.samples)
            .visit(
                (id, times, values, count) ->
                    series.add(
                        new RawSeries(
                            labels.getOrDefault(id, Labels.EMPTY), times, values, null, count)));
      }
      return series;
    }
    boolean range = hints.rangeMs() > 0;
    WindowPoints kind = range ? WindowPoints.of(hints.function()) : WindowPoints.ENDS;
    Map<SeriesId, Points> points = new HashMap<>();
    for (Reading part : parts) {
      if (part.samples != null) {
        part.samples.visit(
            (id, times, values, count) ->
                points
                    .computeIfAbsent(id, unseen -> new Points(kind, !range))
                    .add(times, values, count));
      }
      if (part.aggregates != null) {
        part.aggregates.visit(
            (id, columns, from, to) ->
                points
                    .computeIfAbsent(id, unseen -> new Points(kind, !range))
                    .add(columns, from, to));
      }
    }
    points.forEach((id, each) -> series.add(each.series(labels.getOrDefault(id, Labels.EMPTY))));
    return series;
  }
}
