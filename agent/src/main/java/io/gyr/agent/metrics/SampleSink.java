package io.gyr.agent.metrics;

import java.util.Map;

/** Takes samples; names and labels are Prometheus's. */
interface SampleSink {
  /** Takes a value that goes up and down. */
  void gauge(String name, Map<String, String> labels, double value);

  /** Takes a value that only grows, or starts again at zero. */
  void counter(String name, Map<String, String> labels, double value);
}
