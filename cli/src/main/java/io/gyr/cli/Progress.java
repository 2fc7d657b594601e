package io.gyr.cli;

import io.gyr.standalone.Status;
import io.gyr.standalone.process.ComponentState;
import io.gyr.standalone.process.ComponentState.Phase;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells, line by line, what each component is doing while all of them start. */
final class Progress {
  private final PrintWriter out;
  private final Installation installation;
  private final Map<String, String> told = new HashMap<>();
  private final long beganMs = System.currentTimeMillis();

  Progress(PrintWriter out, Installation installation) {
    this.out = out;
    this.installation = installation;
  }

  /** Returns when every component is ready. */
  void untilReady(long patienceMs, long lookEveryMs) throws InterruptedException {
    boolean seen = false;
    while (System.currentTimeMillis() - beganMs < patienceMs) {
      Optional<Status> status = installation.status();
      if (status.isPresent()) {
        seen = true;
        status.get().components().forEach(this::tell);
        if (status.get().ready()) {
          return;
        }
      }
      boolean shouldRun = seen || System.currentTimeMillis() - beganMs > 15_000;
      if (shouldRun && status.filter(Status::supervisorRuns).isEmpty()) {
        throw Failure.notThere(
            "the supervisor ended, see " + installation.dir().resolve("logs/supervisor.log"));
      }
      Thread.sleep(lookEveryMs);
    }
    throw Failure.notThere(
        "not ready after "
            + patienceMs / 1000
            + " s; it goes on in the background: gyr status, gyr logs NAME");
  }

  private void tell(ComponentState component) {
    String line =
        switch (component.phase()) {
          case WAITING -> "waits" + message(component);
          case STARTING -> "starts";
          case READY -> ready(component);
          case BACKING_OFF -> "died" + message(component) + "; it will be started again";
          case STOPPING -> "stops";
          case STOPPED -> "has stopped";
        };
    if (component.phase() == Phase.WAITING && component.message() == null) {
      return;
    }
    if (!line.equals(told.put(component.name(), line))) {
      double seconds = (System.currentTimeMillis() - beganMs) / 1e3;
      out.println(String.format(Locale.ROOT, "%6.1f s  %-20s %s", seconds, component.name(), line));
    }
  }

  private static String ready(ComponentState component) {
    String where = component.url() == null ? "" : " at " + component.url();
    return "is ready" + where + (component.message() == null ? "" : "; " + component.message());
  }

  private static String message(ComponentState component) {
    return component.message() == null ? "" : " " + component.message();
  }
}
