package io.gyr.api.exemplar;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.Matcher;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest exemplars, in memory: the oldest goes when there are too many, and all go with the
 * process, as in Prometheus. Thread-safe.
 */
public final class ExemplarStore {
  /** How many are kept; with labels of the most characters about 10 MB. */
  public static final int MOST = 20_000;

  /** Characters that the labels of all series may have together. */
  private static final long MOST_CHARS = 8 << 20;

  private final int most;
  private final Map<Labels, Deque<Exemplar>> series = new HashMap<>();

  /** The series of each exemplar, in the order in which they came. */
  private final Deque<Labels> order = new ArrayDeque<>();

  private long chars;

  /** A store of 20,000. */
  public ExemplarStore() {
    this(MOST);
  }

  ExemplarStore(int most) {
    this.most = most;
  }

  /**
   * What belongs together.
   *
   * @param series labels of the series with its name
   * @param exemplars at least one, in the order of their times
   */
  public record Found(Labels series, List<Exemplar> exemplars) {}

  /**
   * Keeps an exemplar, unless its labels are too long, it is there already, or a later one of its
   * series is.
   *
   * @param of labels of its series with the name
   * @return whether it is kept or was there already
   */
  public synchronized boolean add(Labels of, Exemplar exemplar) {
    if (!exemplar.fits()) {
      return false;
    }
    Deque<Exemplar> known = series.get(of);
    if (known != null) {
      Exemplar last = known.getLast();
      if (last.equals(exemplar)) {
        return true;
      }
      if (exemplar.timeMs() <= last.timeMs()) {
        return false;
      }
    } else {
      known = new ArrayDeque<>();
      series.put(of, known);
      chars += chars(of);
    }
    known.add(exemplar);
    order.add(of);
    while (order.size() > most || chars > MOST_CHARS && order.size() > 1) {
      forgetOldest();
    }
    return true;
  }

  private void forgetOldest() {
    Labels oldest = order.remove();
    Deque<Exemplar> left = series.get(oldest);
    if (left != null) {
      left.remove();
      if (left.isEmpty()) {
        series.remove(oldest);
        chars -= chars(oldest);
      }
    }
  }

  private static long chars(Labels labels) {
    long chars = 0;
    for (int i = 0; i < labels.size(); i++) {
      chars += labels.name(i).length() + labels.value(i).length();
    }
    return chars;
  }

  /**
   * Exemplars of the series that fit one of the selectors, by the labels of their series.
   *
   * @param fromMs earliest time, inclusive
   * @param toMs latest time, inclusive
   */
  public synchronized List<Found> select(
      Iterable<List<Matcher>> selectors, long fromMs, long toMs) {
    List<Found> found = new ArrayList<>();
    series.forEach(
        (labels, exemplars) -> {
          if (fitsOne(selectors, labels)) {
            List<Exemplar> inTime =
                exemplars.stream()
                    .filter(one -> one.timeMs() >= fromMs && one.timeMs() <= toMs)
                    .toList();
            if (!inTime.isEmpty()) {
              found.add(new Found(labels, inTime));
            }
          }
        });
    found.sort(Comparator.comparing(Found::series));
    return found;
  }

  private static boolean fitsOne(Iterable<List<Matcher>> selectors, Labels labels) {
    for (List<Matcher> selector : selectors) {
      if (selector.stream().allMatch(matcher -> matcher.matches(labels.get(matcher.name())))) {
        return true;
      }
    }
    return false;
  }
}
