package io.gyr.standalone;

import io.gyr.component.Settings;
import io.gyr.component.SettingsException;
import io.gyr.standalone.process.Component;
import io.gyr.standalone.process.ComponentState;
import io.gyr.standalone.process.ComponentState.Phase;
import io.gyr.standalone.process.Leftovers;
import io.gyr.standalone.process.ManagedComponent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that keeps all others running: {@code Supervisor home=… dir=…} with the keys of
 * {@link StandaloneSettings}. It takes no commands: SIGTERM makes it stop everything in the reverse
 * order of the start and end, and what it does can be read in the {@link Status} file, which it
 * replaces several times a second.
 */
public final class Supervisor {
  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);
  private static final long STATUS_EVERY_MS = 250;

  private final StandaloneSettings settings;
  private final Map<String, ManagedComponent> components = new LinkedHashMap<>();
  private final CountDownLatch toldToStop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Supervisor(StandaloneSettings settings) {
    this.settings = settings;
  }

  /** Runs until it is told to stop. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    StandaloneSettings settings;
    try {
      settings = Settings.fromArguments(StandaloneSettings.class, arguments);
    } catch (SettingsException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Files.createDirectories(settings.run());
    Files.createDirectories(settings.conf());
    Path lockFile = settings.run().resolve("lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        log.error("another supervisor runs on {}", settings.dir());
        System.exit(1);
      }
      new Supervisor(settings).run();
    }
  }

  private void run() throws IOException, InterruptedException {
    for (Component component : Components.of(settings)) {
      Leftovers.end(pidFile(component.name()), settings.dir());
      components.put(
          component.name(),
          new ManagedComponent(
              component, settings.log(component.name()), pidFile(component.name()), this::isReady));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopOnSignal, "stop"));
    components.forEach(
        (name, component) -> {
          Thread thread = new Thread(component, name);
          thread.setDaemon(true);
          thread.start();
        });
    boolean wasReady = false;
    while (!toldToStop.await(STATUS_EVERY_MS, TimeUnit.MILLISECONDS)) {
      Status status = writeStatus();
      if (status.ready() && !wasReady) {
        log.info("all components are ready");
        wasReady = true;
      }
      if (settings.untilExitOf() != 0
          && ProcessHandle.of(settings.untilExitOf()).filter(ProcessHandle::isAlive).isEmpty()) {
        log.info("process {} has ended, so do we", settings.untilExitOf());
        break;
      }
    }
    stopAll();
    stopped.countDown();
  }

  private Path pidFile(String component) {
    return settings.run().resolve(component + ".pid");
  }

  private boolean isReady(String name) {
    ManagedComponent component = components.get(name);
    // What is not part of this set is somebody else's concern.
    return component == null || component.state().phase() == Phase.READY;
  }

  private Status writeStatus() {
    List<ComponentState> states = new ArrayList<>();
    components.values().forEach(component -> states.add(component.state()));
    Status status =
        new Status(
            ProcessHandle.current().pid(),
            System.currentTimeMillis(),
            Components.addresses(settings),
            states);
    try {
      status.write(settings.statusFile());
    } catch (IOException e) {
      log.warn("status could not be written: {}", e.toString());
    }
    return status;
  }

  private void stopOnSignal() {
    toldToStop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Producers before what they write to, so that all that was accepted finds its way. Flink goes
   * before Kafka and the stores: its connectors hang when their servers vanish under them.
   */
  private void stopAll() {
    List<ManagedComponent> reversed = new ArrayList<>(components.values());
    java.util.Collections.reverse(reversed);
    for (ManagedComponent component : reversed) {
      long began = System.nanoTime();
      component.stop();
      writeStatus();
      log.info(
          "{} stopped in {} ms",
          component.state().name(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }
  }
}
