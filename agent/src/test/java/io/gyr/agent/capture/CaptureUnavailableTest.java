package io.gyr.agent.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever may not capture learns why. */
class CaptureUnavailableTest {
  @TempDir Path directory;

  @Test
  void namesTheCapabilitiesThatAreMissing() throws Exception {
    assertThat(capabilities("0000000000000000").missingToLoad())
        .containsExactly("CAP_BPF", "CAP_PERFMON");
    assertThat(capabilities("0000008000000000").missingToLoad()).containsExactly("CAP_PERFMON");
    assertThat(capabilities("000000c000000000").missingToLoad()).isEmpty();
    // CAP_SYS_ADMIN was all there was before Linux 5.8, and still includes both.
    assertThat(capabilities("0000000000200000").missingToLoad()).isEmpty();
    assertThat(capabilities("000000c000000000").missingToResolve())
        .containsExactly("CAP_SYS_PTRACE", "CAP_DAC_READ_SEARCH");
    assertThat(capabilities("000001ffffffffff").missingToResolve()).isEmpty();
  }

  @Test
  void refusesOptionsThatCannotWork() {
    CaptureOptions options = CaptureOptions.defaults();
    assertThatThrownBy(() -> options.withRingBytes(1_000_000)).hasMessageContaining("power of two");
    Set<Integer> many = IntStream.range(0, 300).boxed().collect(Collectors.toSet());
    assertThatThrownBy(() -> options.withExcludedPids(many)).hasMessageContaining("at most 255");
  }

  @Test
  void theMessageHoldsReasonAndRemedy() {
    assertThat(new CaptureUnavailable("it rains", "wait"))
        .hasMessage("cannot capture system calls: it rains; wait");
  }

  private Capabilities capabilities(String effective) throws Exception {
    Path status = directory.resolve("status");
    Files.writeString(status, "Name:\tx\nCapEff:\t" + effective + "\n");
    return Capabilities.read(status);
  }
}
