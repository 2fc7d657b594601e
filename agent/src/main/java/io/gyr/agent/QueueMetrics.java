package io.gyr.agent;

import io.gyr.agent.queue.QueueCounts;
import io.gyr.agent.queue.RecordQueue;
import io.gyr.agent.shipping.Shipper;
import io.gyr.component.StageMetrics;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Shows the sums of the queue as the counters that every stage has. They begin with what the queue
 * remembers, so that in = out + dropped + in flight holds across restarts. For one thread.
 */
final class QueueMetrics {
  private final RecordQueue queue;
  private final Shipper shipper;
  private final @Nullable SyscallInput input;
  private final StageMetrics stage;
  private final Gauge bytes;
  private final Gauge records;
  private long lastLost;
  private long lastUnresolved;
  private QueueCounts last = new QueueCounts(0, 0, 0, 0, 0, 0, 0, 0);

  QueueMetrics(
      PrometheusRegistry registry,
      RecordQueue queue,
      Shipper shipper,
      @Nullable SyscallInput input) {
    this.queue = queue;
    this.input = input;
    this.shipper = shipper;
    stage = new StageMetrics(registry, "agent");
    bytes = gauge(registry, "gyr_agent_queue_bytes", "Bytes of the queue's files");
    records = gauge(registry, "gyr_agent_queue_records", "Records in the queue that are not sent");
  }

  /** Brings the counters up to date. */
  void update() {
    QueueCounts now = queue.counts();
    stage.in().inc((double) now.accepted() + now.refused() - last.accepted() - last.refused());
    stage.out().inc((double) now.shipped() - last.shipped());
    dropped("queue_full", now.droppedFull() - last.droppedFull());
    dropped(
        "too_large",
        now.droppedTooLarge()
            + now.refusedTooLarge()
            - last.droppedTooLarge()
            - last.refusedTooLarge());
    dropped("rejected", now.droppedRejected() - last.droppedRejected());
    dropped("disk_full", now.refusedDiskFull() - last.refusedDiskFull());
    dropped("append_failed", now.refusedFailed() - last.refusedFailed());
    if (input != null) {
      long lost = input.lostInKernel();
      long unresolved = input.unresolved();
      lostBefore("kernel_full", lost - lastLost);
      lostBefore("unresolved", unresolved - lastUnresolved);
      lastLost = lost;
      lastUnresolved = unresolved;
    }
    stage.lagSeconds(shipper.lagSeconds());
    bytes.set(queue.bytes());
    records.set(now.unsent());
    last = now;
  }

  /** Counts what was lost before the queue could count it. */
  private void lostBefore(String reason, long more) {
    stage.in().inc(more);
    dropped(reason, more);
  }

  private void dropped(String reason, long more) {
    stage.dropped(reason).inc(more);
  }

  private static Gauge gauge(PrometheusRegistry registry, String name, String help) {
    return Gauge.builder().name(name).help(help).register(registry);
  }
}
