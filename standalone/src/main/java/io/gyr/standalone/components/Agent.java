package io.gyr.standalone.components;

import io.gyr.standalone.StandaloneSettings;
import io.gyr.standalone.process.Component;
import io.gyr.standalone.process.Java;
import io.gyr.standalone.process.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The agent of this host. It leaves out what the other components do, which would feed itself. */
public final class Agent implements Component {
  private final StandaloneSettings settings;

  /** An agent that ships to the Kafka of {@code settings}. */
  public Agent(StandaloneSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "agent";
  }

  @Override
  public List<String> after() {
    return List.of("kafka", "registry", "jobs");
  }

  private Path properties() {
    return settings.conf().resolve("agent.properties");
  }

  @Override
  public void prepare() throws IOException {
    Files.writeString(
        properties(),
        String.join(
            "\n",
            "agent.data_dir=" + settings.data("agent"),
            "agent.http.port=" + settings.agentPort(),
            "agent.exclude_pids=" + settings.run(),
            "agent.replay.file=" + settings.agentReplayFile(),
            "kafka.bootstrap=" + settings.kafkaBootstrap(),
            "registry.url=" + settings.registryUrl(),
            settings.own("agent")));
  }

  @Override
  public List<String> command() {
    List<String> command = new ArrayList<>();
    command.addAll(Java.component("-Xmx128m", "-Xss256k", "-XX:CICompilerCount=2"));
    command.addAll(Java.CHRONICLE_FLAGS);
    command.add("-Dgyr.dir=" + settings.dir());
    try {
      command.addAll(List.of("-cp", Java.classPath(settings.home(), "agent")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    command.addAll(List.of("io.gyr.agent.Agent", "--config", properties().toString()));
    return command;
  }

  @Override
  public @Nullable String notReady() {
    return Probe.http(readiness());
  }

  @Override
  public @Nullable String remark() {
    return Probe.remark(readiness());
  }

  private String readiness() {
    return "http://127.0.0.1:" + settings.agentPort() + "/readyz";
  }
}
