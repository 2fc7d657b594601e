package io.gyr.api.prometheus.store;

import io.gyr.promql.labels.Matcher;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.SelectHints;
import io.gyr.promql.source.SeriesIterator;
import io.gyr.promql.source.SeriesSource;
import io.gyr.promql.text.Durations;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.Retentions;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The store as one query sees it. Not for several threads at once. */
public final class MetricSource implements SeriesSource {
  private final SeriesCatalog catalog;
  private final BatchReader reader;
  private final Retentions retentions;
  private final int maxSeries;
  private final long nowMs;
  private final Set<Part> parts = new LinkedHashSet<>();
  private final Set<String> remarks = new LinkedHashSet<>();

  MetricSource(
      SeriesCatalog catalog, BatchReader reader, Retentions retentions, int maxSeries, long nowMs) {
    this.catalog = catalog;
    this.reader = reader;
    this.retentions = retentions;
    this.maxSeries = maxSeries;
    this.nowMs = nowMs;
  }

  /** What is worth knowing of what was read. */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** In which resolution what was read, in the order of time. */
  public List<Part> resolutions() {
    return parts.stream().sorted(Comparator.comparingLong(Part::fromMs)).toList();
  }

  @Override
  public SeriesIterator select(List<Matcher> matchers, long fromMs, long toMs, SelectHints hints) {
    Map<String, List<SeriesCatalog.Found>> found =
        catalog.select(matchers, fromMs, toMs, maxSeries);
    SeriesBatches batches = new SeriesBatches(reader, hints, part -> remark(part, hints));
    for (Map.Entry<String, List<SeriesCatalog.Found>> metric : found.entrySet()) {
      List<Part> plan = ReadPlan.of(metric.getKey(), fromMs, toMs, hints, retentions, nowMs);
      if (hints.rangeMs() > 0 && !WindowPoints.isExact(hints.function())) {
        plan.forEach(part -> remark(part, hints));
      }
      parts.addAll(plan);
      batches.add(metric.getValue(), plan);
    }
    return new SeriesIterator() {
      @Override
      public @Nullable RawSeries next() {
        return batches.next();
      }

      @Override
      public void close() {
        batches.close();
      }
    };
  }

  private void remark(Part part, SelectHints hints) {
    if (part.resolution() == Resolution.FULL) {
      return;
    }
    String what = hints.function().isEmpty() ? "a range of samples" : hints.function();
    remarks.add(
        "PromQL info: "
            + what
            + " needs every sample; before "
            + Instant.ofEpochMilli(part.toMs() + 1)
            + " it has the first and the last of each "
            + Durations.format(part.resolution().window().toMillis()));
  }
}
