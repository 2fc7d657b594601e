package io.gyr.promql.source;

import io.gyr.promql.labels.Matcher;
import java.util.List;

/** Where a query's samples come from. Must allow several selections at once. */
public interface SeriesSource {
  /**
   * Selects series.
   *
   * @param matchers conditions that all hold for each series
   * @param fromMs time of the first sample wanted, inclusive
   * @param toMs time of the last sample wanted, inclusive; samples outside do no harm
   * @param hints what it is for
   * @return series, each once, best in the order of their labels
   */
  SeriesIterator select(List<Matcher> matchers, long fromMs, long toMs, SelectHints hints);
}
