package io.gyr.agent.capture;

import static io.gyr.agent.capture.SyscallRecords.argument;
import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.inspector.Inspector;
import io.gyr.schemas.record.Syscall;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nothing is lost without being counted, and what is not wanted does not come. */
class CaptureIntegrityTest {
  private static final int OPENS = 20_000;

  @Test
  void everyCallArrivesOnceAndInOrder() throws Exception {
    try (LiveHost host = LiveHost.open()) {
      List<Syscall> calls = host.run("perl", "-e", opens(OPENS));
      List<String> names =
          calls.stream()
              .filter(c -> c.getType().equals("openat"))
              .map(c -> argument(c, "name"))
              .filter(name -> name.startsWith("/nowhere/"))
              .toList();
      assertThat(names)
          .isEqualTo(IntStream.rangeClosed(1, OPENS).mapToObj(i -> "/nowhere/" + i).toList());
      assertThat(host.statistics().totalDropped()).isZero();
      assertThat(host.statistics().totalCaptured()).isGreaterThan(OPENS);
    }
  }

  @Test
  void aFullRingLosesOnlyWhatItCounts() throws Exception {
    CaptureOptions small = CaptureOptions.defaults().withRingBytes(1 << 16);
    try (Capture capture = LiveHost.openRaw(small)) {
      // Nobody reads meanwhile.
      new ProcessBuilder("perl", "-e", opens(5_000)).start().waitFor();
      long[] taken = {0};
      while (capture.poll(event -> taken[0]++, 1_000) > 0) {}
      CaptureStatistics statistics = capture.statistics();
      assertThat(statistics.totalRingFull()).isPositive();
      assertThat(statistics.totalCaptured() - taken[0]).isBetween(0L, 50L);
      assertThat(statistics.totalCaptured() + statistics.totalDropped()).isGreaterThan(5_000);
    }
  }

  @Test
  void failuresOfACallMayBeLeftOut() throws Exception {
    CaptureOptions options =
        CaptureOptions.defaults()
            .withOnlySuccessful(Set.of(io.gyr.inspector.syscall.Syscall.OPENAT));
    try (LiveHost host = LiveHost.open(options, Inspector.shownByDefault())) {
      List<Syscall> calls = host.run("perl", "-e", opens(10) + "; open(F, '/etc/hostname')");
      assertThat(calls).noneMatch(c -> c.getType().equals("openat") && c.getResult() < 0);
      assertThat(calls)
          .anyMatch(c -> c.getFd() != null && c.getFd().getName().equals("/etc/hostname"));
    }
  }

  @Test
  void anExcludedProcessIsNotSeen() throws Exception {
    try (LiveHost host = LiveHost.open()) {
      Process noisy =
          new ProcessBuilder("perl", "-e", "$| = 1; print 1; <STDIN>; " + opens(100)).start();
      // Its exec is over: now it waits.
      assertThat(noisy.getInputStream().read()).isEqualTo('1');
      host.source().exclude((int) noisy.pid());
      noisy.getOutputStream().close();
      noisy.waitFor();
      host.run("true");
      assertThat(host.calls())
          .noneMatch(
              c ->
                  c.getProcess().getPid() == noisy.pid()
                      && c.getType().equals("openat")
                      && argument(c, "name").startsWith("/nowhere/"));
      assertThat(host.calls())
          .noneMatch(c -> c.getProcess().getPid() == ProcessHandle.current().pid());
    }
  }

  private static String opens(int count) {
    return "for (1.." + count + ") { open(F, \"/nowhere/$_\") }";
  }
}
