package io.gyr.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Keeps samples under the text that Prometheus would show, for tests. */
final class Samples implements SampleSink {
  private final Map<String, Double> values = new TreeMap<>();
  private final Map<String, Boolean> counters = new TreeMap<>();

  static Samples of(MetricSource source) throws IOException {
    Samples samples = new Samples();
    source.collect(samples);
    return samples;
  }

  /** Writes a file of a fixture tree. */
  static void file(Path root, String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  @Override
  public void gauge(String name, Map<String, String> labels, double value) {
    put(name, labels, value, false);
  }

  @Override
  public void counter(String name, Map<String, String> labels, double value) {
    put(name, labels, value, true);
  }

  private void put(String name, Map<String, String> labels, double value, boolean counter) {
    String series = name + new TreeMap<>(labels);
    assertThat(values).as("one value a series").doesNotContainKey(series);
    assertThat(name.endsWith("_total")).as(name).isEqualTo(counter);
    values.put(series, value);
    counters.put(series, counter);
  }

  Samples has(String series, double value) {
    assertThat(values).containsKey(series);
    assertThat(values.get(series)).as(series).isEqualTo(value);
    return this;
  }

  Samples hasNot(String part) {
    assertThat(values.keySet()).noneMatch(series -> series.contains(part));
    return this;
  }

  int size() {
    return values.size();
  }
}
