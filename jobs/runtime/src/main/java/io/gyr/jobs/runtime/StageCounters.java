package io.gyr.jobs.runtime;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The sums that must balance, as Flink counters: records in = out + dropped + dead lettered + in
 * flight. The same names as in every other process of Gyr. For one operator's thread.
 */
public final class StageCounters {
  private static final double NANOS = 1e9;

  private final MetricGroup stage;
  private final Counter in;
  private final Counter out;
  private final Map<String, Counter> dropped = new HashMap<>();
  private final Map<String, Counter> deadLettered = new HashMap<>();
  private volatile double lagSeconds;

  /** Registers the counters of {@code stage} below an operator's group. */
  public StageCounters(MetricGroup operator, String stage) {
    this.stage = operator.addGroup("stage", stage);
    in = this.stage.counter("gyr_records_in_total");
    out = this.stage.counter("gyr_records_out_total");
    this.stage.gauge("gyr_lag_seconds", () -> lagSeconds);
  }

  /** A record entered. */
  public void in() {
    in.inc();
  }

  /** A record left for the next stage. */
  public void out() {
    out.inc();
  }

  /** {@code count} records left for the next stage. */
  public void out(long count) {
    out.inc(count);
  }

  /** A record was given up on purpose; {@code reason} is short, stable and of few values. */
  public void dropped(String reason) {
    dropped.computeIfAbsent(reason, key -> counter("gyr_records_dropped_total", key)).inc();
  }

  /** A record went to the dead letters; {@code reason} as for {@link #dropped}. */
  public void deadLettered(String reason) {
    deadLettered
        .computeIfAbsent(reason, key -> counter("gyr_records_dead_lettered_total", key))
        .inc();
  }

  /** Notes the age of the record that is leaving. */
  public void leftAt(long eventTimeNs) {
    lagSeconds = System.currentTimeMillis() / 1e3 - eventTimeNs / NANOS;
  }

  private Counter counter(String name, String reason) {
    return stage.addGroup("reason", reason).counter(name);
  }
}
