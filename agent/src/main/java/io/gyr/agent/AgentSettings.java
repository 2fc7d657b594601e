package io.gyr.agent;

import io.gyr.agent.queue.QueueLimits;
import io.gyr.component.Setting;
import java.nio.file.Path;
import java.util.List;

/** Everything that can be set about the agent; the descriptions say what and in which unit. */
public record AgentSettings(
    @Setting(
            key = "agent.data_dir",
            defaultValue = "/var/lib/gyr/agent",
            description = "Directory of the queue and of what the agent remembers")
        Path dataDir,
    @Setting(
            key = "agent.host_id",
            defaultValue = "",
            description = "Id of the host; empty for /etc/machine-id, or a made one without that")
        String hostId,
    @Setting(
            key = "agent.host_name",
            defaultValue = "",
            description = "Name of the host; empty for the kernel's")
        String hostName,
    @Setting(
            key = "agent.host_root",
            defaultValue = "/",
            description = "Where the host's root file system is seen")
        Path hostRoot,
    @Setting(
            key = "kafka.bootstrap",
            defaultValue = "127.0.0.1:9092",
            description = "Kafka brokers, host:port separated by commas")
        List<String> kafkaBootstrap,
    @Setting(
            key = "registry.url",
            defaultValue = "http://127.0.0.1:8081/apis/ccompat/v7",
            description = "Base URL of the Schema Registry's Confluent API")
        String registryUrl,
    @Setting(
            key = "agent.queue.max_bytes",
            defaultValue = "1073741824",
            description = "Cap of the queue's files; beyond it the oldest records are given up")
        long queueMaxBytes,
    @Setting(
            key = "agent.queue.disk_floor_bytes",
            defaultValue = "536870912",
            description = "Nothing is appended while fewer bytes than these are free on the disk")
        long queueDiskFloorBytes,
    @Setting(
            key = "agent.metrics.interval_s",
            defaultValue = "10",
            description = "Seconds between two samples of a series, 0 for no samples")
        int metricsIntervalS,
    @Setting(
            key = "agent.metadata.interval_s",
            defaultValue = "300",
            description = "Seconds between two publications of all entities")
        int metadataIntervalS,
    @Setting(
            key = "agent.http.host",
            defaultValue = "127.0.0.1",
            description = "Address of /healthz, /readyz and /metrics")
        String httpHost,
    @Setting(
            key = "agent.http.port",
            defaultValue = "9465",
            description = "Port of /healthz, /readyz and /metrics, 0 for any free one")
        int httpPort,
    @Setting(
            key = "agent.capture.enabled",
            defaultValue = "true",
            description = "Whether system calls are captured from the kernel")
        boolean captureEnabled,
    @Setting(
            key = "agent.capture.ring_bytes",
            defaultValue = "16777216",
            description = "Size of the ring between kernel and agent, a power of two")
        int captureRingBytes,
    @Setting(
            key = "agent.exclude_pids",
            defaultValue = "",
            description = "Processes that are not captured: pids, or directories of *.pid files")
        List<String> excludePids,
    @Setting(
            key = "agent.replay.file",
            defaultValue = "",
            description = "Recording to play instead of capturing; 'demo' for the built-in one")
        String replayFile,
    @Setting(
            key = "agent.replay.fallback",
            defaultValue = "true",
            description = "Whether the built-in recording is played where capture is not possible")
        boolean replayFallback,
    @Setting(
            key = "agent.replay.loop_pause_s",
            defaultValue = "10",
            description = "Seconds between the end of a recording and its next beginning")
        int replayLoopPauseS,
    @Setting(
            key = "agent.record.file",
            defaultValue = "",
            description = "File to record captured system calls into; empty for none")
        String recordFile,
    @Setting(
            key = "agent.record.max_bytes",
            defaultValue = "268435456",
            description = "Size at which a recording ends, before compression")
        long recordMaxBytes) {

  /** Checks what a type cannot. */
  public AgentSettings {
    new QueueLimits(queueMaxBytes, queueDiskFloorBytes);
    if (metricsIntervalS < 0 || metadataIntervalS < 1 || replayLoopPauseS < 0) {
      throw new IllegalArgumentException(
          "agent.metrics.interval_s, agent.metadata.interval_s and agent.replay.loop_pause_s must"
              + " not be negative, the second not 0");
    }
  }

  /** The bounds of the queue. */
  public QueueLimits queueLimits() {
    return new QueueLimits(queueMaxBytes, queueDiskFloorBytes);
  }
}
