package io.gyr.benchmarks.load;

import io.gyr.timeseries.chunk.ExposedSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What every server gets: {@link ExposedSeries}, as it would be scraped from many targets at once.
 * 1,000 of the fast counters are {@code x_total} of ten jobs with a hundred instances each, 1,000
 * of the integer gauges are {@code g} of the same, the others are metrics of fifty hosts.
 */
public final class ScrapedData {
  private static final int JOBS = 10;
  private static final int NAMED = 1_000;
  private static final int HOSTS = 50;

  /**
   * A series.
   *
   * @param labels with {@code __name__}
   * @param values one for each step
   */
  public record Scraped(SortedMap<String, String> labels, double[] values) {}

  private final List<Scraped> series = new ArrayList<>();
  private final int steps;

  /**
   * Makes the data.
   *
   * @param count number of series, at most {@link ExposedSeries#SERIES}
   * @param steps number of samples of each
   */
  public ScrapedData(int count, int steps) {
    this.steps = steps;
    int counters = 0;
    int gauges = 0;
    for (int i = 0; i < count; i++) {
      ExposedSeries.Kind kind = ExposedSeries.kind(i);
      SortedMap<String, String> labels;
      if (kind == ExposedSeries.Kind.FAST_COUNTER && counters < NAMED) {
        labels = named("x_total", counters++);
      } else if (kind == ExposedSeries.Kind.INTEGER_GAUGE && gauges < NAMED) {
        labels = named("g", gauges++);
      } else {
        labels = ofHost(kind, i);
      }
      series.add(new Scraped(labels, ExposedSeries.values(i, steps)));
    }
  }

  private static SortedMap<String, String> named(String metric, int number) {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("__name__", metric);
    labels.put("job", "job-" + number % JOBS);
    labels.put("instance", "host-" + number / JOBS + ".example.com:9100");
    return labels;
  }

  private static SortedMap<String, String> ofHost(ExposedSeries.Kind kind, int number) {
    SortedMap<String, String> labels = new TreeMap<>();
    String suffix = kind.isCounter() ? "_total" : "";
    labels.put("__name__", "node_metric_number_" + number / HOSTS + suffix);
    labels.put("job", "node");
    labels.put("instance", "node-" + number % HOSTS + ".example.com:9100");
    labels.put("mode", "mode-" + number % 7);
    return labels;
  }

  /** All of them. */
  public List<Scraped> series() {
    return series;
  }

  /** Number of samples of each. */
  public int steps() {
    return steps;
  }

  /** Number of samples of all. */
  public long samples() {
    return (long) steps * series.size();
  }
}
