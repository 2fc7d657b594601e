package io.gyr.agent;

import io.gyr.agent.metadata.EntityPublisher;
import io.gyr.agent.metadata.HostIdentity;
import io.gyr.agent.metrics.HostSampler;
import io.gyr.agent.queue.RecordQueue;
import io.gyr.agent.replay.RecordingSink;
import io.gyr.agent.shipping.ProducerSettings;
import io.gyr.agent.shipping.Shipper;
import io.gyr.component.ComponentServer;
import io.gyr.component.HealthChecks;
import io.gyr.component.Settings;
import io.gyr.component.SettingsException;
import io.gyr.schemas.registry.SchemaRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent of one host. Three threads: "input" takes system calls from the kernel or a recording,
 * "measurements" samples the host and publishes entities, "shipper" sends the queue to Kafka. They
 * meet in the queue and nowhere else, so a dead broker stops none but the last.
 */
public final class Agent implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final long INPUT_REST_NANOS = 10_000_000L;
  private static final long SHIPPER_REST_NANOS = 5_000_000L;
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  private final RecordQueue queue;
  private final @Nullable RecordingSink recorder;
  private final @Nullable SyscallInput input;
  private final Shipper shipper;
  private final ComponentServer server;
  private final DutyThread inputThread;
  private final DutyThread measurementThread;
  private final DutyThread shipperThread;

  /**
   * Runs an agent until SIGTERM.
   *
   * @param arguments {@code --config FILE} and {@code key=value}, see {@link AgentSettings}
   */
  public static void main(String[] arguments) throws InterruptedException {
    Agent agent;
    try {
      agent = new Agent(Settings.fromArguments(AgentSettings.class, arguments));
    } catch (SettingsException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    } catch (IOException e) {
      System.err.println("the agent cannot start: " + e.getMessage());
      System.exit(3);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(agent), "shutdown"));
    agent.start();
    new CountDownLatch(1).await();
  }

  /** A JVM ended by SIGTERM exits with 143; ours was asked to end and did, hence 0. */
  private static void end(Agent agent) {
    try {
      agent.close();
      Runtime.getRuntime().halt(0);
    } catch (IOException | RuntimeException e) {
      LOG.error("the agent did not end in order", e);
      Runtime.getRuntime().halt(1);
    }
  }

  /**
   * Opens the queue and everything that feeds it; nothing runs before {@link #start}.
   *
   * @throws IOException if the data directory, the HTTP port or a recording cannot be used
   */
  public Agent(AgentSettings settings) throws IOException {
    Path dataDirectory = settings.dataDir();
    Files.createDirectories(dataDirectory);
    Path root = settings.hostRoot();
    HostIdentity host =
        HostIdentity.find(settings.hostId(), settings.hostName(), root, dataDirectory);
    queue = RecordQueue.open(dataDirectory.resolve("queue"), settings.queueLimits());
    RecordSink inputSink = queue.newSink();
    recorder =
        settings.recordFile().isEmpty()
            ? null
            : new RecordingSink(
                inputSink, Path.of(settings.recordFile()), settings.recordMaxBytes());
    input = SyscallInputs.open(settings, recorder == null ? inputSink : recorder);
    SchemaRegistry registry = new SchemaRegistry(settings.registryUrl());
    String bootstrap = String.join(",", settings.kafkaBootstrap());
    shipper =
        new Shipper(
            queue,
            host.id(),
            kind -> registry.register(kind.topic().subject(), kind.topic().schema()),
            () -> new KafkaProducer<>(ProducerSettings.of(bootstrap, "gyr-agent-" + host.id())));

    PrometheusRegistry metrics = new PrometheusRegistry();
    HostSampler sampler =
        new HostSampler(
            root.resolve("proc"), root.resolve("sys/fs/cgroup"), host.name(), queue, queue);
    Measurements measurements =
        new Measurements(
            settings,
            sampler,
            new EntityPublisher(host, root, queue),
            new QueueMetrics(metrics, queue, shipper, input));
    inputThread = new DutyThread("input", INPUT_REST_NANOS, input == null ? () -> 0 : input);
    measurementThread =
        new DutyThread("measurements", Measurements.REST_NANOS, measurements::doWork);
    shipperThread = new DutyThread("shipper", SHIPPER_REST_NANOS, shipper::doWork);

    HealthChecks health = new HealthChecks();
    health.remark(input == null ? "system calls are not captured" : input.remark());
    health.add("shipping", shipper::trouble);
    health.add("input", () -> emptyToNull(inputThread.failure()));
    health.add("measurements", () -> emptyToNull(measurementThread.failure()));
    health.add("shipper", () -> emptyToNull(shipperThread.failure()));
    server = new ComponentServer(settings.httpHost(), settings.httpPort(), metrics, health);
    LOG.info(
        "agent of host {} ({}): queue {} -> Kafka {}, http://{}:{}",
        host.name(),
        host.id(),
        dataDirectory.resolve("queue"),
        bootstrap,
        settings.httpHost(),
        server.port());
  }

  /** Begins to work. */
  public void start() {
    shipperThread.start();
    measurementThread.start();
    inputThread.start();
  }

  /** Port of the HTTP server. */
  public int httpPort() {
    return server.port();
  }

  /** Stops the sources, ships what the broker takes within five seconds, saves the position. */
  @Override
  public void close() throws IOException {
    inputThread.stop();
    measurementThread.stop();
    shipperThread.stop();
    try (queue;
        server;
        shipper;
        RecordingSink recording = recorder) {
      if (input != null) {
        input.close();
      }
      shipper.drain(DRAIN);
      LOG.info("agent ends with {} records not shipped", queue.counts().unsent());
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the input cannot be closed", e);
    }
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
