package io.gyr.api.prometheus.store;

import com.datastax.oss.driver.api.core.CqlSession;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.Matcher;
import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.index.LabelIndex;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which series there are at what time: an index of labels for each period that is asked about. It
 * is read when it is first needed, then takes in what is new, and goes when nobody asked for a
 * while or, the one unused for longest first, when all together are too large. Thread-safe.
 */
public final class SeriesCatalog {
  private static final long UNUSED_MS = Duration.ofMinutes(15).toMillis();
  private static final long PAUSE_MS = Duration.ofMinutes(1).toMillis();
  private static final long DAY_MS = SeriesPeriod.DAY.length().toMillis();

  /** Longer ranges are looked up in periods of four weeks. */
  private static final long MOST_DAYS = 2;

  private final CqlSession session;
  private final int maxSeries;
  private final Clock clock;
  private final Map<IndexedPeriod.Key, IndexedPeriod> periods = new ConcurrentHashMap<>();

  SeriesCatalog(CqlSession session, int maxSeries, Clock clock) {
    this.session = session;
    this.maxSeries = maxSeries;
    this.clock = clock;
  }

  /** A series: its id and its labels. */
  record Found(SeriesId id, Labels labels) {}

  /** Takes in what is new and drops what is not used. */
  void refresh() {
    long nowMs = clock.millis();
    periods.values().removeIf(period -> nowMs - period.usedMs() > UNUSED_MS);
    List<IndexedPeriod> recent = new ArrayList<>(periods.values());
    recent.sort(Comparator.comparingLong(IndexedPeriod::usedMs).reversed());
    long series = 0;
    for (IndexedPeriod period : recent) {
      period.refresh(nowMs, PAUSE_MS);
      series += period.size();
      if (series > maxSeries && period != recent.get(0)) {
        periods.values().remove(period);
      }
    }
  }

  /**
   * Series that may have samples in a range of time, by metric and id.
   *
   * @param limit most series
   * @throws StoreException if there are more, or Cassandra does not answer
   */
  SortedMap<String, List<Found>> select(List<Matcher> matchers, long fromMs, long toMs, int limit) {
    Map<SeriesId, Labels> found = new LinkedHashMap<>();
    for (IndexedPeriod period : periods(fromMs, toMs)) {
      period
          .index(clock.millis())
          .select(
              LabelMatchers.of(matchers),
              (id, labels) -> {
                if (found.size() >= limit && !found.containsKey(id)) {
                  throw StoreException.tooMuch(
                      "the selector matches more than " + limit + " series");
                }
                found.computeIfAbsent(id, unseen -> Labels.ofSorted(labels));
              });
    }
    SortedMap<String, List<Found>> byMetric = new TreeMap<>();
    found.forEach(
        (id, labels) ->
            byMetric
                .computeIfAbsent(labels.metricName(), name -> new ArrayList<>())
                .add(new Found(id, labels)));
    return byMetric;
  }

  /**
   * Labels of the series that fit one of several selectors, sorted.
   *
   * @param limit most series of one selector
   */
  public SortedSet<Labels> series(
      List<List<Matcher>> selectors, long fromMs, long toMs, int limit) {
    SortedSet<Labels> series = new TreeSet<>();
    for (List<Matcher> selector : selectors) {
      for (List<Found> metric : select(selector, fromMs, toMs, limit).values()) {
        metric.forEach(found -> series.add(found.labels()));
      }
    }
    return series;
  }

  /** Names of labels of series that fit one of the selectors, or of all without any; sorted. */
  public SortedSet<String> labelNames(List<List<Matcher>> selectors, long fromMs, long toMs) {
    SortedSet<String> names = new TreeSet<>();
    for (IndexedPeriod period : periods(fromMs, toMs)) {
      for (List<Matcher> selector : orAll(selectors)) {
        names.addAll(period.index(clock.millis()).labelNames(LabelMatchers.of(selector)));
      }
    }
    return names;
  }

  /**
   * Values of a label of such series, sorted.
   *
   * @param limit most values
   */
  public SortedSet<String> labelValues(
      String name, List<List<Matcher>> selectors, long fromMs, long toMs, int limit) {
    SortedSet<String> values = new TreeSet<>();
    for (IndexedPeriod period : periods(fromMs, toMs)) {
      for (List<Matcher> selector : orAll(selectors)) {
        values.addAll(
            period.index(clock.millis()).labelValues(name, LabelMatchers.of(selector), limit));
      }
    }
    return values;
  }

  /** Types of the metrics in a range of time, in lower case, by name. */
  public SortedMap<String, String> types(long fromMs, long toMs) {
    SortedMap<String, String> types = new TreeMap<>();
    for (IndexedPeriod period : periods(fromMs, toMs)) {
      types.putAll(period.use(clock.millis()).types());
    }
    return types;
  }

  /** The series that had samples in the day (UTC) of {@code timeMs}. */
  public LabelIndex day(long timeMs) {
    return period(SeriesPeriod.DAY, SeriesPeriod.DAY.startMs(timeMs)).index(clock.millis());
  }

  private static List<List<Matcher>> orAll(List<List<Matcher>> selectors) {
    return selectors.isEmpty() ? List.of(List.of()) : selectors;
  }

  private List<IndexedPeriod> periods(long fromMs, long toMs) {
    long nowMs = clock.millis();
    long last = Math.min(toMs, nowMs + DAY_MS);
    long first = Math.max(fromMs, nowMs - SeriesPeriod.FOUR_WEEKS.retention().toMillis());
    boolean days =
        last - first <= MOST_DAYS * DAY_MS
            && first >= nowMs - SeriesPeriod.DAY.retention().toMillis() + DAY_MS;
    SeriesPeriod period = days ? SeriesPeriod.DAY : SeriesPeriod.FOUR_WEEKS;
    List<IndexedPeriod> touched = new ArrayList<>();
    for (long start = period.startMs(first); start <= last; start += period.length().toMillis()) {
      touched.add(period(period, start));
    }
    return touched;
  }

  private IndexedPeriod period(SeriesPeriod period, long startMs) {
    return periods.computeIfAbsent(
        new IndexedPeriod.Key(period, startMs),
        key -> new IndexedPeriod(session, key, clock.millis()));
  }
}
