package io.gyr.component;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * The sums that must balance at every stage of the pipeline: records in = out + dropped + dead
 * lettered + in flight. The names are the same in every process. Thread-safe; counting does not
 * lock.
 */
public final class StageMetrics {
  private final String stage;
  private final Counter allIn;
  private final Counter allOut;
  private final CounterDataPoint in;
  private final CounterDataPoint out;
  private final Counter dropped;
  private final Counter deadLettered;
  private final Gauge lag;

  /**
   * Registers the counters in {@code registry}, once per registry; for more stages see {@link
   * #ofStage}.
   */
  public StageMetrics(PrometheusRegistry registry, String stage) {
    this.stage = stage;
    allIn = counter(registry, "gyr_records_in", "Records that entered the stage", "stage");
    allOut = counter(registry, "gyr_records_out", "Records that left the stage", "stage");
    in = allIn.labelValues(stage);
    out = allOut.labelValues(stage);
    dropped =
        counter(registry, "gyr_records_dropped", "Records given up on purpose", "stage", "reason");
    deadLettered =
        counter(registry, "gyr_records_dead_lettered", "Unusable records kept", "stage", "reason");
    lag =
        Gauge.builder()
            .name("gyr_lag_seconds")
            .help("Age of the newest record that left the stage, when it left")
            .labelNames("stage")
            .register(registry);
  }

  private StageMetrics(StageMetrics other, String stage) {
    this.stage = stage;
    allIn = other.allIn;
    allOut = other.allOut;
    in = allIn.labelValues(stage);
    out = allOut.labelValues(stage);
    dropped = other.dropped;
    deadLettered = other.deadLettered;
    lag = other.lag;
  }

  /** The counters of another stage of the same process, in the same registry. */
  public StageMetrics ofStage(String other) {
    return new StageMetrics(this, other);
  }

  private static Counter counter(
      PrometheusRegistry registry, String name, String help, String... labels) {
    return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
  }

  /** Records that entered. */
  public CounterDataPoint in() {
    return in;
  }

  /** Records that left towards the next stage. */
  public CounterDataPoint out() {
    return out;
  }

  /** Records given up; {@code reason} is short, stable and of few values. */
  public CounterDataPoint dropped(String reason) {
    return dropped.labelValues(stage, reason);
  }

  /** Records sent to the dead letters; {@code reason} as for {@link #dropped}. */
  public CounterDataPoint deadLettered(String reason) {
    return deadLettered.labelValues(stage, reason);
  }

  /** Sets how old the newest record was when it left, in seconds. */
  public void lagSeconds(double seconds) {
    lag.labelValues(stage).set(seconds);
  }
}
