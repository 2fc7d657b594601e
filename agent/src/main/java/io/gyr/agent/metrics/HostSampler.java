package io.gyr.agent.metrics;

import io.gyr.agent.RecordSink;
import io.gyr.agent.queue.RecordQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures all sources of a host. Samples carry the time at which they were due, a multiple of the
 * interval, so that the series of all hosts meet. For one thread.
 */
public final class HostSampler {
  private static final Logger LOG = LoggerFactory.getLogger(HostSampler.class);

  private final SampleEncoder encoder;
  private final List<MetricSource> sources;
  private final ContainerMetrics containers;
  private final Set<MetricSource> failed = new HashSet<>();

  /**
   * Makes a sampler.
   *
   * @param proc the kernel's process file system, normally /proc
   * @param cgroups root of the control groups, normally /sys/fs/cgroup
   * @param hostName value of the label {@code instance}
   * @param queue whose state is sampled too
   * @param sink takes the samples
   */
  public HostSampler(Path proc, Path cgroups, String hostName, RecordQueue queue, RecordSink sink) {
    encoder = new SampleEncoder(sink, Map.of("instance", hostName, "job", "gyr-agent"));
    containers = new ContainerMetrics(cgroups);
    sources =
        List.of(
            new CpuMetrics(proc),
            new MemoryMetrics(proc),
            new DiskMetrics(proc),
            new FilesystemMetrics(proc),
            new NetworkMetrics(proc),
            new ProcessMetrics(proc),
            containers,
            new AgentMetrics(proc, queue));
  }

  /** Where the containers that run are seen. */
  public ContainerIds containers() {
    return containers;
  }

  /** Measures all sources; one that fails is named in the log once and leaves the others alone. */
  public void sample(long timeMillis) {
    encoder.at(timeMillis);
    for (MetricSource source : sources) {
      try {
        source.collect(encoder);
        failed.remove(source);
      } catch (IOException | RuntimeException e) {
        if (failed.add(source)) {
          LOG.warn("{} cannot be read: {}", source.getClass().getSimpleName(), e.toString());
        }
      }
    }
  }
}
