package io.gyr.agent.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.gyr.inspector.Inspector;
import io.gyr.inspector.syscall.Syscall;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A capture of the host that the tests run on, and what its records say. */
final class LiveHost implements AutoCloseable {
  private final SyscallSource source;
  private final List<io.gyr.schemas.record.Syscall> calls = new ArrayList<>();
  private int looked;

  private LiveHost(CaptureOptions options, Set<Syscall> shown) throws CaptureUnavailable {
    source = SyscallSource.open(options, Path.of("/proc"), shown, this::onSyscall);
  }

  /** Starts a capture; ends the test early, with the reason, where the host allows none. */
  static LiveHost open() {
    return open(CaptureOptions.defaults(), Inspector.shownByDefault());
  }

  static LiveHost open(CaptureOptions options, Set<Syscall> shown) {
    try {
      return new LiveHost(options, shown);
    } catch (CaptureUnavailable e) {
      return unavailable(e);
    }
  }

  /** A capture that nobody polls yet. */
  static Capture openRaw(CaptureOptions options) {
    try {
      return Capture.open(options);
    } catch (CaptureUnavailable e) {
      return unavailable(e);
    }
  }

  private static <T> T unavailable(CaptureUnavailable e) {
    // Continuous integration runs as root: there, missing rights are a failure.
    boolean kernelCannot = !e.reason().contains("CAP_") && !e.reason().contains("libbpf");
    if ("true".equals(System.getenv("CI")) && !kernelCannot) {
      throw new AssertionError(e);
    }
    return abort(e.getMessage());
  }

  /** What the kernel side counted until now. */
  CaptureStatistics statistics() {
    return source.kernelStatistics();
  }

  /** Runs a command to its end, and waits until its last event is there. */
  List<io.gyr.schemas.record.Syscall> run(String... command) throws IOException {
    java.lang.Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
            .start();
    long pid = process.pid();
    await(call -> call.getType().equals("procexit") && call.getProcess().getPid() == pid);
    List<io.gyr.schemas.record.Syscall> its = new ArrayList<>();
    for (io.gyr.schemas.record.Syscall call : calls) {
      boolean descends =
          call.getProcess().getAncestors().stream().anyMatch(ancestor -> ancestor.getPid() == pid);
      if (call.getProcess().getPid() == pid || descends) {
        its.add(call);
      }
    }
    return its;
  }

  /** Waits for a call, and returns the first such. */
  io.gyr.schemas.record.Syscall await(Predicate<io.gyr.schemas.record.Syscall> wanted) {
    looked = 0;
    Awaitility.await()
        // The calls belong to the thread that polls.
        .pollInSameThread()
        .atMost(20, TimeUnit.SECONDS)
        .pollInterval(5, TimeUnit.MILLISECONDS)
        .until(
            () -> {
              source.doWork();
              assertThat(source.counters().lastFailure()).isNull();
              while (looked < calls.size()) {
                if (wanted.test(calls.get(looked))) {
                  return true;
                }
                looked++;
              }
              return false;
            });
    return calls.get(looked);
  }

  List<io.gyr.schemas.record.Syscall> calls() {
    return calls;
  }

  SyscallSource source() {
    return source;
  }

  @Override
  public void close() {
    source.close();
  }

  private boolean onSyscall(byte[] body, int length) {
    calls.add(SyscallRecords.decode(body, length));
    return true;
  }
}
