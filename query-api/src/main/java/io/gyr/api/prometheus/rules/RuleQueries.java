package io.gyr.api.prometheus.rules;

import io.gyr.promql.engine.Engine;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.Matcher;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.SelectHints;
import io.gyr.promql.source.SeriesIterator;
import io.gyr.promql.source.SeriesSource;
import io.gyr.promql.value.Sample;
import io.gyr.promql.value.ScalarValue;
import io.gyr.promql.value.Value;
import io.gyr.promql.value.VectorValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What rules ask. Not for several threads at once, as the source is not.
 *
 * @param engine answers queries
 * @param source from these samples
 */
record RuleQueries(Engine engine, SeriesSource source) {
  /**
   * The result of a query, a number as one element without labels.
   *
   * @throws RuleException if it is something else
   */
  List<Sample> vector(String query, long timeMs) {
    Value value = engine.instant(source, query, timeMs).value();
    if (value instanceof VectorValue vector) {
      return vector.samples();
    }
    if (value instanceof ScalarValue scalar) {
      return List.of(new Sample(Labels.EMPTY, scalar.timeMs(), scalar.value(), null));
    }
    throw new RuleException("rule result is not a vector or scalar");
  }

  /** The last sample of each series that fits, a stale marker too, by the labels of the series. */
  Map<Labels, Sample> last(List<Matcher> matchers, long fromMs, long toMs) {
    Map<Labels, Sample> last = new HashMap<>();
    try (SeriesIterator series =
        source.select(matchers, fromMs, toMs, new SelectHints(0, 0, "", toMs))) {
      for (RawSeries raw = series.next(); raw != null; raw = series.next()) {
        int at = raw.size() - 1;
        while (at >= 0 && raw.times()[at] > toMs) {
          at--;
        }
        if (at >= 0 && raw.times()[at] >= fromMs) {
          last.put(raw.labels(), new Sample(raw.labels(), raw.times()[at], raw.values()[at], null));
        }
      }
    }
    return last;
  }
}
