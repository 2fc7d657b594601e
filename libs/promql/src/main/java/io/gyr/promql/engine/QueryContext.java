package io.gyr.promql.engine;

import io.gyr.promql.annotation.Annotations;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.Matcher;
import io.gyr.promql.source.SelectHints;
import io.gyr.promql.source.SeriesIterator;
import io.gyr.promql.source.SeriesSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to one running query.
 *
 * @param opened selections of the source, to be closed when the query has ended in any way
 */
record QueryContext(
    SeriesSource source,
    EngineOptions options,
    Budget budget,
    Annotations annotations,
    List<SeriesIterator> opened) {

  /** Selects series of the source. */
  SeriesIterator select(List<Matcher> matchers, long fromMs, long toMs, SelectHints hints) {
    SeriesIterator series = source.select(matchers, fromMs, toMs, hints);
    opened.add(series);
    return series;
  }

  /** The series with its name void: at once, or marked for the end of the query. */
  StepSeries dropName(StepSeries series) {
    return options.delayedNameRemoval()
        ? series.with(series.labels(), true)
        : series.with(series.labels().withoutMetadata(), false);
  }

  /** All series of a stream. */
  List<StepSeries> collect(SeriesStream stream) {
    List<StepSeries> all = new ArrayList<>();
    for (StepSeries series = stream.next(); series != null; series = stream.next()) {
      budget.hold(series.bytes());
      all.add(series);
    }
    return all;
  }

  /**
   * Series that lost their names: where that makes two the same, they are one if they never have
   * values at the same step.
   */
  List<StepSeries> merge(Iterable<StepSeries> series) {
    Map<Labels, StepSeries> merged = new LinkedHashMap<>();
    for (StepSeries one : series) {
      StepSeries first = merged.putIfAbsent(one.labels(), one);
      if (first == null) {
        continue;
      }
      for (int step = 0; step < one.values().length; step++) {
        if (!one.has(step)) {
          continue;
        }
        if (first.has(step)) {
          throw QueryException.sameLabelset();
        }
        first.set(step, one.values()[step], one.histogram(step));
      }
    }
    return new ArrayList<>(merged.values());
  }

  /** A stream of series that are there already. */
  static SeriesStream streamOf(Iterable<StepSeries> series) {
    Iterator<StepSeries> iterator = series.iterator();
    return () -> {
      while (iterator.hasNext()) {
        StepSeries next = iterator.next();
        if (!next.isEmpty()) {
          return next;
        }
      }
      return null;
    };
  }

  /** A stream of at most one series. */
  static SeriesStream streamOf(@Nullable StepSeries series) {
    return streamOf(series == null ? List.of() : List.of(series));
  }
}
