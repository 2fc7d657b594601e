package io.gyr.standalone.process;

import io.gyr.standalone.process.ComponentState.Phase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one component running: waits for those before it, starts it, asks until it is ready, and
 * when it dies starts it again after a pause that doubles from one second to thirty and falls back
 * to one after a minute of good health. Runs on a thread of its own; {@link #state} may be read
 * from any.
 */
public final class ManagedComponent implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ManagedComponent.class);
  private static final long PROBE_MS = 200;
  private static final long ASK_AGAIN_MS = 5_000;
  private static final long FIRST_PAUSE_MS = 1_000;
  private static final long LONGEST_PAUSE_MS = 30_000;
  private static final long HEALTHY_MS = 60_000;
  private static final long LARGEST_LOG_BYTES = 64L << 20;

  private final Component component;
  private final Path logFile;
  private final Path pidFile;
  private final Predicate<String> isReady;
  private final Object wake = new Object();

  private volatile ComponentState state;
  private volatile boolean stopping;
  private volatile @Nullable Process process;

  /**
   * A component that is not running yet.
   *
   * @param isReady tells of the name of another component whether it is ready
   */
  public ManagedComponent(
      Component component, Path logFile, Path pidFile, Predicate<String> isReady) {
    this.component = component;
    this.logFile = logFile;
    this.pidFile = pidFile;
    this.isReady = isReady;
    this.state =
        new ComponentState(
            component.name(),
            Phase.WAITING,
            0,
            0,
            System.currentTimeMillis(),
            null,
            component.url());
  }

  /** How it is doing. */
  public ComponentState state() {
    return state;
  }

  @Override
  public void run() {
    long pause = FIRST_PAUSE_MS;
    while (!stopping) {
      try {
        waitForOthers();
        if (stopping) {
          break;
        }
        long began = System.currentTimeMillis();
        String end = runOnce();
        if (stopping) {
          break;
        }
        if (System.currentTimeMillis() - began > HEALTHY_MS) {
          pause = FIRST_PAUSE_MS;
        }
        log.warn("{} {}; next start in {} s", component.name(), end, pause / 1000);
        enter(Phase.BACKING_OFF, 0, state.restarts() + 1, end);
      } catch (IOException | RuntimeException e) {
        log.warn("{} could not be started: {}", component.name(), e.toString());
        end();
        enter(Phase.BACKING_OFF, 0, state.restarts() + 1, String.valueOf(e.getMessage()));
      }
      pause(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  }

  private void waitForOthers() {
    while (!stopping) {
      String missing = component.after().stream().filter(isReady.negate()).findFirst().orElse(null);
      if (missing == null) {
        return;
      }
      enter(Phase.WAITING, 0, state.restarts(), "for " + missing);
      pause(PROBE_MS);
    }
  }

  /** Starts the process and stays until it has ended; says how it ended. */
  private String runOnce() throws IOException {
    component.prepare();
    Process started = launch();
    process = started;
    Files.writeString(pidFile, Long.toString(started.pid()));
    enter(Phase.STARTING, started.pid(), state.restarts(), null);
    while (started.isAlive() && !stopping) {
      String missing = component.notReady();
      if (missing == null) {
        component.started();
        enter(Phase.READY, started.pid(), state.restarts(), component.remark());
        break;
      }
      enter(Phase.STARTING, started.pid(), state.restarts(), missing);
      pause(PROBE_MS);
    }
    watch(started);
    if (stopping) {
      return "was stopped";
    }
    Files.deleteIfExists(pidFile);
    int status = started.exitValue();
    String how = status > 128 ? "was killed by signal " + (status - 128) : "ended with " + status;
    return how + ", see " + logFile;
  }

  /** Until the process ends: asks now and then whether it still can do its work, and says so. */
  private void watch(Process started) {
    long asked = System.currentTimeMillis();
    while (started.isAlive() && !stopping) {
      pause(PROBE_MS);
      if (System.currentTimeMillis() - asked >= ASK_AGAIN_MS && started.isAlive()) {
        String missing = component.notReady();
        Phase phase = missing == null ? Phase.READY : Phase.STARTING;
        String message = missing == null ? component.remark() : missing;
        enter(phase, started.pid(), state.restarts(), message);
        asked = System.currentTimeMillis();
      }
    }
  }

  private Process launch() throws IOException {
    Files.createDirectories(logFile.getParent());
    if (Files.exists(logFile) && Files.size(logFile) > LARGEST_LOG_BYTES) {
      Files.move(
          logFile,
          logFile.resolveSibling(logFile.getFileName() + ".1"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    File output = logFile.toFile();
    ProcessBuilder builder =
        new ProcessBuilder(component.command())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output));
    builder.environment().putAll(component.environment());
    return builder.start();
  }

  /** Tells the process to end and returns when it has; kills it when its grace is over. */
  public void stop() {
    stopping = true;
    synchronized (wake) {
      wake.notifyAll();
    }
    Process running = process;
    if (running != null && running.isAlive()) {
      enter(Phase.STOPPING, running.pid(), state.restarts(), null);
      end();
    }
    enter(Phase.STOPPED, 0, state.restarts(), null);
  }

  private void end() {
    Process running = process;
    if (running == null) {
      return;
    }
    running.destroy();
    try {
      if (!running.waitFor(component.graceSeconds(), TimeUnit.SECONDS)) {
        log.warn("{} did not end in {} s, killing it", component.name(), component.graceSeconds());
        running.destroyForcibly().waitFor();
      }
      Files.deleteIfExists(pidFile);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running.destroyForcibly();
    } catch (IOException e) {
      log.warn("{}: {}", pidFile, e.toString());
    }
  }

  private void enter(Phase phase, long pid, int restarts, @Nullable String message) {
    ComponentState before = state;
    if (before.phase() == Phase.STOPPED) {
      return;
    }
    long since =
        before.phase() == phase && before.pid() == pid
            ? before.sinceMs()
            : System.currentTimeMillis();
    state =
        new ComponentState(component.name(), phase, pid, restarts, since, message, component.url());
  }

  private void pause(long millis) {
    synchronized (wake) {
      if (!stopping) {
        try {
          wake.wait(millis);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          stopping = true;
        }
      }
    }
  }
}
