package io.gyr.benchmarks;

import io.gyr.benchmarks.running.RunningGyr;
import io.gyr.standalone.jobs.FlinkRest;
import io.gyr.standalone.jobs.Job;
import io.gyr.standalone.process.ComponentState;
import io.gyr.standalone.process.ComponentState.Phase;
import io.gyr.standalone.process.Leftovers;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * One kill -9 of one component and what came of it.
 *
 * @param component which
 * @param noticedMs until the status showed it, -1 if it never did
 * @param readyMs until it did its work again in a new process, all jobs too, -1 if it never did
 */
record Kill(String component, long noticedMs, long readyMs) {
  private static final Duration NOTICE = Duration.ofSeconds(20);

  /** Kills and waits until all is well again, or {@code patience} is over. */
  static Kill of(RunningGyr gyr, String component, Duration patience)
      throws IOException, InterruptedException {
    ComponentState before = gyr.component(component);
    if (!Leftovers.commandLine(before.pid()).contains(gyr.dir().toString())) {
      throw new IOException(component + " is not process " + before.pid());
    }
    ProcessHandle process = ProcessHandle.of(before.pid()).orElseThrow();
    long began = System.nanoTime();
    process.destroyForcibly();
    long noticed = -1;
    while (since(began) < patience.toMillis()) {
      ComponentState now = gyr.component(component);
      boolean seen = now.restarts() > before.restarts() || now.phase() != Phase.READY;
      if (noticed < 0 && seen) {
        noticed = since(began);
      }
      if (noticed < 0 && since(began) > NOTICE.toMillis()) {
        break;
      }
      if (noticed >= 0 && works(gyr, component)) {
        return new Kill(component, noticed, since(began));
      }
      Thread.sleep(100);
    }
    return new Kill(component, noticed, -1);
  }

  private static boolean works(RunningGyr gyr, String component)
      throws IOException, InterruptedException {
    if (gyr.component(component).phase() != Phase.READY) {
      return false;
    }
    try {
      Map<String, Boolean> running = new FlinkRest(gyr.address("flink.url")).jobs();
      return Job.ALL.stream().allMatch(job -> running.getOrDefault(job.name(), false));
    } catch (IOException e) {
      return false;
    }
  }

  private static long since(long began) {
    return Duration.ofNanos(System.nanoTime() - began).toMillis();
  }

  /** What is wrong, empty if nothing is. */
  String violation() {
    if (noticedMs < 0) {
      return "the death of " + component + " was not noticed";
    }
    return readyMs < 0 ? component + " did not come back" : "";
  }
}
