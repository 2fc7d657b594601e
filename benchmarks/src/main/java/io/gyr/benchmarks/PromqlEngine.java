package io.gyr.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.gyr.promql.engine.Engine;
import io.gyr.promql.engine.EngineOptions;
import io.gyr.promql.engine.QueryLimits;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.SeriesSource;
import io.gyr.promql.value.MatrixValue;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * The PromQL engine alone, on one core: counters with resets in memory as arrays, one sample in 10
 * s. Shows the CPU time of a query, which other work on the machine does not lengthen, beside the
 * time on the clock, which it does; ends with 1 if the median of the CPU time is over the bar.
 */
final class PromqlEngine {
  private static final long SAMPLE_MS = 10_000;
  private static final long BEFORE_MS = 600_000;
  private static final int RESETS_ONE_IN = 2_000;

  private PromqlEngine() {}

  /**
   * A query.
   *
   * @param stepMs step
   * @param barMs most CPU time in milliseconds
   */
  private record Query(String text, long stepMs, double barMs) {}

  public static void main(String[] arguments) {
    Options options =
        Options.read(arguments, Map.of("series", "1000", "hours", "6", "tries", "60"));
    long endMs = BEFORE_MS + options.number("hours") * 3_600_000L;
    SeriesSource source = source(options.number("series"), endMs);
    List<Query> queries =
        List.of(
            new Query("sum by (job) (rate(x_total[5m]))", 60_000, 48),
            new Query("sum by (job) (rate(x_total[5m]))", 10_000, 89),
            new Query("max by (instance) (max_over_time(x_total[10m]))", 60_000, 100),
            new Query("x_total", 10_000, 100));
    boolean within = true;
    System.out.println("| query | step | CPU ms, median | CPU ms, best | clock ms, median | bar |");
    System.out.println("|---|---:|---:|---:|---:|---:|");
    for (Query query : queries) {
      within &= measure(query, source, endMs, options.number("tries"));
    }
    System.exit(within ? 0 : 1);
  }

  private static boolean measure(Query query, SeriesSource source, long endMs, int tries) {
    Engine engine = new Engine(EngineOptions.DEFAULT, QueryLimits.DEFAULT);
    // Of all threads: series of a call are evaluated by several.
    OperatingSystemMXBean process =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    double[] cpu = new double[tries];
    double[] clock = new double[tries];
    // The first third warms up.
    for (int i = -tries / 3; i < tries; i++) {
      long cpuStart = process.getProcessCpuTime();
      long clockStart = System.nanoTime();
      MatrixValue matrix =
          (MatrixValue)
              engine.range(source, query.text(), BEFORE_MS, endMs, query.stepMs()).value();
      if (matrix.series().isEmpty()) {
        throw new IllegalStateException(query.text() + " has no answer");
      }
      if (i >= 0) {
        cpu[i] = (process.getProcessCpuTime() - cpuStart) / 1e6;
        clock[i] = (System.nanoTime() - clockStart) / 1e6;
      }
    }
    Arrays.sort(cpu);
    Arrays.sort(clock);
    System.out.printf(
        Locale.ROOT,
        "| `%s` | %d s | %.1f | %.1f | %.1f | %.0f |%n",
        query.text(),
        query.stepMs() / 1000,
        cpu[tries / 2],
        cpu[0],
        clock[tries / 2],
        query.barMs());
    return cpu[tries / 2] <= query.barMs();
  }

  private static SeriesSource source(int count, long endMs) {
    Random random = new Random(1);
    List<RawSeries> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int size = (int) (endMs / SAMPLE_MS) + 1;
      long[] times = new long[size];
      double[] values = new double[size];
      double value = 0;
      for (int k = 0; k < size; k++) {
        times[k] = k * SAMPLE_MS + i % 10 * 37L;
        value = random.nextInt(RESETS_ONE_IN) == 0 ? 0 : value + random.nextInt(100);
        values[k] = value;
      }
      Labels labels =
          Labels.of("__name__", "x_total", "job", "job-" + i % 10, "instance", "host-" + i);
      all.add(new RawSeries(labels, times, values, null, size));
    }
    return (matchers, fromMs, toMs, hints) -> {
      Iterator<RawSeries> iterator = all.iterator();
      return () -> iterator.hasNext() ? iterator.next() : null;
    };
  }
}
