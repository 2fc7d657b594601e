package io.gyr.cli;

import io.gyr.standalone.Status;
import io.gyr.standalone.process.ComponentState;
import io.gyr.standalone.process.ComponentState.Phase;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops everything in order. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = {
      "Stop everything in order, losing nothing.",
      "",
      "The agent first, the stores last: what was accepted is stored, or waits in a queue on disk",
      "until the next gyr up. Data stays where it is."
    })
final class Down implements Callable<Integer> {
  private static final long PATIENCE_MS = 180_000;
  private static final long LOOK_EVERY_MS = 200;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Installation installation = new Installation();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Optional<Status> running = installation.status().filter(Status::supervisorRuns);
    if (running.isEmpty()) {
      out.println("Nothing runs on " + installation.dir() + ".");
      return 0;
    }
    long pid = running.get().supervisorPid();
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    Set<String> told = new HashSet<>();
    long deadline = System.currentTimeMillis() + PATIENCE_MS;
    while (System.currentTimeMillis() < deadline) {
      boolean runs = running.get().supervisorRuns();
      installation.status().ifPresent(status -> tell(status, told, out));
      if (!runs) {
        out.println("All stopped. The data stays in " + installation.dir() + ".");
        return 0;
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
    throw Failure.notThere(
        "process " + pid + " still runs, see " + installation.dir().resolve("logs/supervisor.log"));
  }

  private static void tell(Status status, Set<String> told, PrintWriter out) {
    for (ComponentState component : status.components()) {
      if (component.phase() == Phase.STOPPED && told.add(component.name())) {
        out.println(component.name() + " has stopped");
      }
    }
  }
}
