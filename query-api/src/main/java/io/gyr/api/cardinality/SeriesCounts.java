package io.gyr.api.cardinality;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.text.Utf8;
import io.gyr.timeseries.index.LabelIndex;
import io.gyr.timeseries.index.LabelMatcher;
import io.gyr.timeseries.index.LabelMatcher.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The things that have most series, the largest first and those of one size by their names.
 *
 * @param total how many things there are
 * @param top those that have most
 */
public record SeriesCounts(int total, List<SeriesCount> top) {
  private static final String HOST = "host_id";
  private static final String JOB = "job";

  /** Counts while it keeps no more than the largest. */
  private static final class Largest {
    private final int limit;
    private final Comparator<SeriesCount> order;
    private final PriorityQueue<SeriesCount> kept;
    private int total;

    Largest(int limit, Comparator<SeriesCount> bySize) {
      this.limit = limit;
      this.order = bySize.thenComparing(SeriesCount::name, Comparator.reverseOrder());
      this.kept = new PriorityQueue<>(order);
    }

    /** Whether there is room for so many series; what is not made need not be thrown away. */
    boolean admits(int series) {
      total++;
      return kept.size() < limit || (limit > 0 && kept.element().series() <= series);
    }

    void add(SeriesCount count) {
      kept.add(count);
      if (kept.size() > limit) {
        kept.remove();
      }
    }

    SeriesCounts counts() {
      return new SeriesCounts(total, kept.stream().sorted(order.reversed()).toList());
    }
  }

  /**
   * Counts the series that fit all matchers.
   *
   * @param limit most things to return
   */
  public static SeriesCounts of(
      LabelIndex index, List<LabelMatcher> matchers, Dimension by, int limit) {
    return switch (by) {
      case METRIC -> pairs(index, matchers, Labels.NAME, limit);
      case VALUE -> pairs(index, matchers, "", limit);
      case LABEL -> labels(index, matchers, limit);
      case AGENT -> agents(index, matchers, limit);
    };
  }

  /** By the values of one label, or by all pairs if no label is named. */
  private static SeriesCounts pairs(
      LabelIndex index, List<LabelMatcher> matchers, String label, int limit) {
    Largest largest = new Largest(limit, Comparator.comparingInt(SeriesCount::series));
    index.countPairs(
        matchers,
        (name, value, series) -> {
          if ((label.isEmpty() || label.equals(name)) && largest.admits(series)) {
            String shown = label.isEmpty() ? name + "=" + value : value;
            largest.add(count(shown, List.of(equal(name, value)), series, value));
          }
        });
    return largest.counts();
  }

  private static SeriesCounts agents(LabelIndex index, List<LabelMatcher> matchers, int limit) {
    Largest largest = new Largest(limit, Comparator.comparingInt(SeriesCount::series));
    index.countPairs(
        matchers,
        (name, value, series) -> {
          if (name.equals(HOST) && largest.admits(series)) {
            largest.add(count(value, List.of(equal(HOST, value)), series, value));
          }
        });
    List<LabelMatcher> ofNoAgent = with(matchers, List.of(equal(HOST, "")));
    int[] left = {index.count(ofNoAgent)};
    index.countPairs(
        ofNoAgent,
        (name, value, series) -> {
          if (name.equals(JOB)) {
            left[0] -= series;
            addJob(largest, value, series);
          }
        });
    if (left[0] > 0) {
      addJob(largest, "", left[0]);
    }
    return largest.counts();
  }

  private static void addJob(Largest largest, String job, int series) {
    if (largest.admits(series)) {
      List<LabelMatcher> selector = List.of(equal(HOST, ""), equal(JOB, job));
      largest.add(count("of job " + job, selector, series, job));
    }
  }

  private static SeriesCounts labels(LabelIndex index, List<LabelMatcher> matchers, int limit) {
    Map<String, SeriesCount> labels = new HashMap<>();
    index.countPairs(
        matchers,
        (name, value, series) -> {
          List<LabelMatcher> selector = List.of(new LabelMatcher(name, Operator.NOT_EQUAL, ""));
          labels.merge(name, count(name, selector, series, value), SeriesCounts::sum);
        });
    Comparator<SeriesCount> byValues =
        Comparator.comparingInt(SeriesCount::values).thenComparingInt(SeriesCount::series);
    List<SeriesCount> sorted = new ArrayList<>(labels.values());
    sorted.sort(byValues.reversed().thenComparing(SeriesCount::name));
    return new SeriesCounts(
        sorted.size(), List.copyOf(sorted.subList(0, Math.min(limit, sorted.size()))));
  }

  private static SeriesCount sum(SeriesCount one, SeriesCount other) {
    return new SeriesCount(
        one.name(),
        one.selector(),
        one.series() + other.series(),
        one.values() + other.values(),
        one.valueBytes() + other.valueBytes());
  }

  private static SeriesCount count(
      String name, List<LabelMatcher> selector, int series, String value) {
    return new SeriesCount(name, selector, series, 1, Utf8.bytes(value, 0, value.length()));
  }

  private static LabelMatcher equal(String name, String value) {
    return new LabelMatcher(name, Operator.EQUAL, value);
  }

  /** Both lists of matchers. */
  static List<LabelMatcher> with(List<LabelMatcher> some, List<LabelMatcher> others) {
    List<LabelMatcher> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
