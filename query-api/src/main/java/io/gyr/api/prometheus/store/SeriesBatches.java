package io.gyr.api.prometheus.store;

import io.gyr.api.prometheus.store.BatchReader.Batch;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.SelectHints;
import io.gyr.sinks.cassandra.chunk.Partitions;
import io.gyr.sinks.cassandra.chunk.TooManyBucketsException;
import io.gyr.timeseries.SeriesId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
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
  private static final long SAMPLES = 300_000;

  private static final long SCRAPE_MS = 10_000;

  /** Batches on their way, the one that is wanted next included. */
  private static final int AHEAD = 3;

  /** As they lie in their partitions: each batch is of as few of these as can be. */
  private static final Comparator<SeriesId> ORDER =
      Comparator.comparingInt(Partitions::place).thenComparing(Comparator.naturalOrder());

  private record Sent(Batch batch, Future<BatchReader.Result> result) {}

  private final Deque<Batch> waiting = new ArrayDeque<>();
  private final Deque<Sent> sent = new ArrayDeque<>();
  private final BatchReader reader;
  private final SelectHints hints;
  private final Consumer<Part> incomplete;
  private Iterator<RawSeries> ready = List.<RawSeries>of().iterator();

  /**
   * No series yet.
   *
   * @param incomplete gets parts whose windows turn out not to say all that they should
   */
  SeriesBatches(BatchReader reader, SelectHints hints, Consumer<Part> incomplete) {
    this.reader = reader;
    this.incomplete = incomplete;
    this.hints = hints;
  }

  /** Adds the series of one metric. */
  void add(List<SeriesCatalog.Found> metric, List<Part> parts) {
    metric.sort(Comparator.comparing(SeriesCatalog.Found::id, ORDER));
    split(metric, parts, batch(parts));
  }

  private void split(List<SeriesCatalog.Found> series, List<Part> parts, int most) {
    for (int from = 0; from < series.size(); from += most) {
      waiting.add(new Batch(series.subList(from, Math.min(series.size(), from + most)), parts));
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
        Batch batch = waiting.remove();
        sent.add(new Sent(batch, reader.send(batch, hints)));
      }
      Sent batch = sent.poll();
      if (batch == null) {
        return null;
      }
      take(batch);
    }
    return ready.next();
  }

  private void take(Sent batch) {
    try {
      BatchReader.Result result = batch.result.get();
      result.incomplete().forEach(incomplete);
      ready = result.series().iterator();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TooManyBucketsException) {
        halve(batch.batch);
        return;
      }
      Throwable cause = e.getCause();
      throw StoreException.unavailable(
          cause == null ? "unknown" : String.valueOf(cause.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreException.unavailable("interrupted");
    }
  }

  /** Halves what was too large, and what follows of the same metric, which would be too. */
  private void halve(Batch tooLarge) {
    int half = tooLarge.found().size() / 2;
    if (half == 0) {
      throw StoreException.tooMuch(
          "the native histograms of "
              + tooLarge.found().get(0).labels()
              + " do not fit into memory at once: ask for a shorter time");
    }
    List<Batch> batches = new ArrayList<>(List.of(tooLarge));
    sent.forEach(batch -> batches.add(batch.batch));
    close();
    sent.clear();
    batches.addAll(waiting);
    waiting.clear();
    for (Batch batch : batches) {
      boolean same = batch.parts() == tooLarge.parts();
      split(batch.found(), batch.parts(), same ? half : batch.found().size());
    }
  }

  /** Lets what is on its way go; nothing more is wanted. */
  void close() {
    sent.forEach(batch -> batch.result.cancel(true));
  }
}
