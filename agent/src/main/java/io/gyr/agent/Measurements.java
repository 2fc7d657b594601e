package io.gyr.agent;

import io.gyr.agent.metadata.EntityPublisher;
import io.gyr.agent.metrics.HostSampler;
import java.io.IOException;
import java.util.Set;

/** What is done by the clock: samples, entities and the agent's own counters. For one thread. */
final class Measurements {
  /** How often to call {@link #doWork}. */
  static final long REST_NANOS = 200_000_000L;

  private final HostSampler sampler;
  private final EntityPublisher publisher;
  private final QueueMetrics queueMetrics;
  private final long sampleMillis;
  private final long publishMillis;
  private long nextSampleMillis;
  private long nextPublishMillis;

  Measurements(
      AgentSettings settings,
      HostSampler sampler,
      EntityPublisher publisher,
      QueueMetrics queueMetrics) {
    this.sampler = sampler;
    this.publisher = publisher;
    this.queueMetrics = queueMetrics;
    sampleMillis = settings.metricsIntervalS() * 1000L;
    publishMillis = settings.metadataIntervalS() * 1000L;
    nextSampleMillis = sampleMillis == 0 ? Long.MAX_VALUE : after(System.currentTimeMillis());
  }

  int doWork() throws Exception {
    queueMetrics.update();
    long now = System.currentTimeMillis();
    if (now >= nextPublishMillis) {
      nextPublishMillis = now + publishMillis;
      publisher.publishAll(containers());
    }
    if (now >= nextSampleMillis) {
      // A host that slept through some of them takes one sample, not all it missed.
      long due = now - now % sampleMillis;
      nextSampleMillis = after(now);
      publisher.publishNew(containers());
      sampler.sample(due);
    } else if (sampleMillis > 0 && nextSampleMillis - now > 2 * sampleMillis) {
      nextSampleMillis = after(now); // The clock was set back.
    }
    return 0;
  }

  private Set<String> containers() throws IOException {
    return sampler.containers().containerIds();
  }

  /** The multiple of the interval that follows {@code now}. */
  private long after(long now) {
    return now - now % sampleMillis + sampleMillis;
  }
}
