package io.gyr.timeseries.index;

import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.index.LabelMatcher.Operator;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Prints how long a {@link LabelIndex} of one million series takes for what a label browser asks:
 * 1,000 metrics on 1,000 pods of 50 namespaces and 20 nodes.
 */
public final class IndexMeasurement {
  private static final int TRIES = 200;

  private IndexMeasurement() {}

  /** Fills the index and asks. */
  public static void main(String[] arguments) {
    LabelIndex index = new LabelIndex();
    long start = System.nanoTime();
    for (int pod = 0; pod < 1000; pod++) {
      for (int metric = 0; metric < 1000; metric++) {
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("k8s_pod_name", "pod-" + pod + "-" + Integer.toHexString(pod * 7919));
        labels.put("k8s_namespace_name", "namespace-" + pod % 50);
        labels.put("host_name", "node-" + pod % 20);
        labels.put("container_id", Integer.toHexString(pod * 104_729));
        labels.put("job", "job-" + metric % 10);
        labels.put("device", "device-" + (metric * 31 + pod) % 5000);
        String name = "metric_" + metric + "_total";
        SeriesId id = SeriesId.of(name, labels);
        labels.put("__name__", name);
        index.add(id, labels);
      }
    }
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "%d series added in %.1f s, %d MiB of heap%n",
        index.size(),
        (System.nanoTime() - start) / 1e9,
        runtime.totalMemory() - runtime.freeMemory() >> 20);
    LabelMatcher pods = new LabelMatcher("k8s_pod_name", Operator.MATCH, "pod-1.*");
    LabelMatcher metric = new LabelMatcher("__name__", Operator.EQUAL, "metric_7_total");
    LabelMatcher namespace =
        new LabelMatcher("k8s_namespace_name", Operator.NOT_EQUAL, "namespace-3");
    int all = Integer.MAX_VALUE;
    ask("values of __name__", () -> index.labelValues("__name__", List.of(), all));
    ask("values of device (5,000)", () -> index.labelValues("device", List.of(), all));
    ask("the same of one metric", () -> index.labelValues("device", List.of(metric), all));
    ask("the same of pods =~ pod-1.*", () -> index.labelValues("device", List.of(pods), all));
    ask(
        "__name__ of one namespace less",
        () -> index.labelValues("__name__", List.of(namespace), all));
    ask("names of labels, one metric", () -> index.labelNames(List.of(metric)));
    ask("count of pods =~ pod-1.*", () -> List.of(index.count(List.of(pods))));
    ask("series of one metric (1,000)", () -> List.of(index.select(List.of(metric), (i, l) -> {})));
  }

  private static void ask(String what, Supplier<List<?>> question) {
    long[] tookNs = new long[TRIES];
    int answers = 0;
    for (int i = 0; i < TRIES; i++) {
      long start = System.nanoTime();
      answers = question.get().size();
      tookNs[i] = System.nanoTime() - start;
    }
    Arrays.sort(tookNs);
    System.out.printf(
        "%-34s %6d answers  p50 %8.3f ms  p99 %8.3f ms%n",
        what, answers, tookNs[TRIES / 2] / 1e6, tookNs[TRIES * 99 / 100] / 1e6);
  }
}
