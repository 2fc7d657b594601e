package io.gyr.rules.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.LoadProblem;
import io.gyr.rules.LoadResult;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.TestEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes a rule file or a condition is made of, loading says what is wrong or loads, soon.
 * The build runs the inputs that are kept; {@code benchmarks/fuzz-rules.sh} looks for new ones.
 */
public class RuleFuzzTest {

  private static final Path INPUTS = Path.of("src/test/resources/io/gyr/rules/load/fuzz");

  private static final Duration LIMIT = Duration.ofSeconds(2);

  private static final List<TestEvent> EVENTS =
      List.of(
          TestEvent.open("/etc/shadow", "O_RDONLY").by("/usr/bin/cat", "/etc/shadow").childOf("sh"),
          TestEvent.connect("2001:db8::5", 443).by("/usr/bin/curl").inContainer("web:1"),
          TestEvent.bare("close"));

  static Stream<Path> inputs() throws IOException {
    return Files.list(INPUTS).sorted();
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void anInputThatWasFoundOnceDoesNoHarm(Path input) throws IOException {
    fuzzerTestOneInput(Files.readAllBytes(input));
  }

  /** What the fuzzer calls first: loads the classes, which takes longer than any input may. */
  public static void fuzzerInitialize() throws IOException {
    for (int i = 0; i < 2; i++) {
      for (Path input : inputs().toList()) {
        RuleLoader.load(List.of(new RuleFile("first", Files.readString(input))));
      }
    }
  }

  /** What the fuzzer calls: one input as a file, as a condition and as an output. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    String quoted = "'" + text.replace("'", "''") + "'";
    load(text);
    load("- rule: r\n  desc: d\n  output: o\n  priority: INFO\n  condition: " + quoted + "\n");
    load(
        "- rule: r\n  desc: d\n  priority: INFO\n  condition: evt.type = open\n  output: "
            + quoted
            + "\n");
  }

  private static void load(String content) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    LoadResult result = RuleLoader.load(List.of(new RuleFile("fuzz", content)));
    assertThat(result.format()).isNotEmpty();
    for (LoadProblem problem : result.problems()) {
      assertThat(problem.location().line()).isBetween(1, content.split("\n", -1).length);
    }
    var evaluator = result.rules().newEvaluator();
    for (TestEvent event : EVENTS) {
      evaluator.evaluate(event, match -> assertThat(match.output()).isNotEmpty());
    }
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(LIMIT);
  }
}
