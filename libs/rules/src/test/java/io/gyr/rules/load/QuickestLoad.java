package io.gyr.rules.load;

import io.gyr.rules.LoadResult;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What files load to, with the processor's time of the quickest of up to three loads: the first may
 * pay for what was never compiled, and each for what else the machine does on the same core.
 */
record QuickestLoad(LoadResult result, Duration time) {
  /** Loads until it was quicker than {@code enough}, three times at most. */
  static QuickestLoad of(Supplier<LoadResult> load, Duration enough) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    QuickestLoad quickest = null;
    for (int attempt = 0; attempt < 3; attempt++) {
      long before = threads.getCurrentThreadCpuTime();
      LoadResult result = load.get();
      Duration time = Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
      if (quickest == null || time.compareTo(quickest.time) < 0) {
        quickest = new QuickestLoad(result, time);
      }
      if (quickest.time.compareTo(enough) < 0) {
        break;
      }
    }
    return quickest;
  }
}
