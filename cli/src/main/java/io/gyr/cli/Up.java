package io.gyr.cli;

import io.gyr.standalone.StandaloneSettings;
import io.gyr.standalone.Status;
import io.gyr.standalone.Supervisor;
import io.gyr.standalone.process.ComponentState;
import io.gyr.standalone.process.Java;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything and returns when it is ready; the supervisor goes on. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Start everything on this machine and wait until it is ready.",
      "",
      "Builds first if that is needed. Data of an earlier start is taken up again. Everything",
      "listens on 127.0.0.1 only.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  gyr up                              with data in ~/.gyr",
      "  gyr up --dir /data/gyr --set api.port=9080",
      "  gyr up --flink cluster              Flink as a JobManager and two TaskManagers",
      "  gyr up --replay recording.avro      play a recording instead of watching this host"
    })
final class Up implements Callable<Integer> {
  private static final long PATIENCE_MS = 240_000;
  private static final long LOOK_EVERY_MS = 200;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Installation installation = new Installation();

  @Option(
      names = "--flink",
      paramLabel = "MODE",
      description = "local: Flink in one JVM (default); cluster: in processes of its own")
  private String flink = "local";

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Recording to play instead of watching this host; 'demo' for the built-in one")
  private String replay = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Any setting of the standalone installation, for example a port")
  private List<String> set = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<String> overrides = new ArrayList<>(set);
    overrides.add("flink.mode=" + flink);
    if (!replay.isEmpty()) {
      boolean builtIn = replay.equals("demo");
      overrides.add(
          "agent.replay_file=" + (builtIn ? replay : Path.of(replay).toAbsolutePath().toString()));
    }
    StandaloneSettings settings = installation.settings(overrides);
    Optional<Status> running = installation.status().filter(Status::supervisorRuns);
    if (running.isPresent()) {
      out.println("Gyr is running already (process " + running.get().supervisorPid() + ").");
    } else {
      Preconditions.check(settings, replay);
      Files.deleteIfExists(settings.statusFile());
      start(settings, overrides);
    }
    new Progress(out, installation).untilReady(PATIENCE_MS, LOOK_EVERY_MS);
    welcome(out, settings);
    return 0;
  }

  /** Starts the supervisor in a session of its own, so that it outlives this terminal. */
  private void start(StandaloneSettings settings, List<String> overrides) throws IOException {
    Path log = settings.log("supervisor");
    Files.createDirectories(log.getParent());
    List<String> command = new ArrayList<>();
    command.addAll(List.of("setsid", Java.program(), "-Xmx96m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.add(Java.classPath(Installation.home(), "standalone"));
    command.add(Supervisor.class.getName());
    command.addAll(installation.arguments(overrides));
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private void welcome(PrintWriter out, StandaloneSettings settings) throws IOException {
    String token = Files.readString(settings.tokenFile()).strip();
    out.println();
    out.println("Console    " + settings.apiUrl() + "/#token=" + token);
    out.println("API        " + settings.apiUrl() + "/api/v2/events");
    out.println("Token      " + token + "  (kept in " + settings.tokenFile() + ")");
    out.println();
    String recording = installation.status().map(Up::agentRemark).orElse("");
    if (recording.isEmpty()) {
      out.println(
          "A first alert: run  cat /etc/shadow  as root in another terminal, then look at the");
      out.println("console, or ask the API:");
    } else {
      out.println("This host is not watched: " + recording);
      out.println("Its alerts come within half a minute: look at the console, or ask the API:");
    }
    out.println();
    out.println(
        "  curl -H \"Authorization: Bearer $(cat "
            + settings.tokenFile()
            + ")\" "
            + settings.apiUrl()
            + "/api/v2/events?limit=5");
    out.println();
    out.println("gyr status shows how it is doing, gyr down stops it.");
  }

  /** Why the agent plays a recording; empty when it captures the host's own calls. */
  private static String agentRemark(Status status) {
    return status.components().stream()
        .filter(component -> component.name().equals("agent") && component.message() != null)
        .map(ComponentState::message)
        .findFirst()
        .orElse("");
  }
}
