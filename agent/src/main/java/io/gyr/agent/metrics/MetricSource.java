package io.gyr.agent.metrics;

import java.io.IOException;

/** Something that can be measured. Called by one thread, once per interval. */
interface MetricSource {
  /**
   * Measures now.
   *
   * @throws IOException if nothing of it can be read; other sources go on
   */
  void collect(SampleSink sink) throws IOException;
}
