package io.gyr.rules.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.LoadResult;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to exhaust stack, memory or time end in an error, and soon. */
class HostileFilesTest {

  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final String RULE = "- rule: r\n  desc: d\n  output: o\n  priority: INFO\n";

  @BeforeAll
  static void loadTheClassesFirst() {
    load("- {macro: m, condition: evt.type = open}\n");
  }

  static Stream<Arguments> files() {
    return Stream.of(
        file("parentheses", RULE + "  condition: " + "(".repeat(500_000) + "\n"),
        file(
            "closed parentheses",
            RULE
                + "  condition: "
                + "(".repeat(2000)
                + "evt.type = open"
                + ")".repeat(2000)
                + "\n"),
        file("negations", RULE + "  condition: " + "not ".repeat(200_000) + "evt.tipe = open\n"),
        file("negated parentheses", RULE + "  condition: " + "not(".repeat(200_000) + "\n"),
        file("transformers", RULE + "  condition: " + "tolower(".repeat(100_000) + "\n"),
        file("ten megabytes", "# " + "x".repeat(10_000_000)),
        file("nested lists in YAML", "[".repeat(500_000)),
        file("nested mappings in YAML", "{a: ".repeat(200_000)),
        file("nested blocks in YAML", nestedBlocks()),
        file("alias bomb", aliasBomb()),
        file("alias of itself", "- &a [*a]\n"),
        file("lists of lists", listBomb()),
        file("macros of macros", macroBomb()),
        file("deep macros", deepMacros()),
        file("unknown macros", unknownMacros()),
        file("bad items", "- {rule: x}\n".repeat(80_000)),
        file(
            "giant list",
            "- {list: l, items: ["
                + "x, ".repeat(120_000)
                + "x]}\n"
                + RULE
                + "  condition: proc.name in (l)\n"),
        file("endless field", RULE + "  condition: " + "a.".repeat(400_000) + " = 1\n"),
        file("endless operator", RULE + "  condition: proc.name " + "x".repeat(900_000) + " a\n"),
        file("endless number", RULE + "  condition: proc.pid > " + "9".repeat(900_000) + "\n"),
        file("endless argument", RULE + "  condition: evt.arg[" + "x".repeat(900_000) + "\n"),
        file(
            "endless output",
            RULE.replace("output: o", "output: '" + "%(".repeat(400_000) + "'")
                + "  condition: evt.type = open\n"),
        file("endless name", "- {macro: " + "m".repeat(900_000) + ", condition: (}\n"),
        file("endless version", "- required_engine_version: " + "1".repeat(900_000) + "\n"),
        file("unclosed quote", RULE + "  condition: proc.name = '" + "a".repeat(900_000) + "\n"),
        file(
            "regular expression",
            RULE
                + "  condition: proc.name regex '"
                + "(a*)*".repeat(10)
                + "((((a{100}){100}){100}){100})'\n"));
  }

  @Timeout(30)
  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void endsInAnErrorWithinASecond(String name, String content) {
    QuickestLoad loaded = QuickestLoad.of(() -> load(content), A_SECOND);
    LoadResult result = loaded.result();
    assertThat(loaded.time()).isLessThan(A_SECOND);
    assertThat(result.errors()).isNotEmpty();
    assertThat(result.rules().rules()).isEmpty();
    assertThat(result.format().length()).isLessThan(200_000);
  }

  static Stream<Arguments> largeFiles() {
    String rule = RULE + "  condition: evt.type = open and ";
    return Stream.of(
        file("megabyte token", rule + "proc.name = " + "x".repeat(900_000) + "\n"),
        file(
            "long list",
            "- {list: l, items: ["
                + numbered("x#, ", 70_000)
                + "x]}\n"
                + rule
                + "proc.name in (l) and fd.name startswith anyof (l)\n"),
        file(
            "many alternatives",
            rule + "(" + numbered("proc.name = x# or ", 30_000) + "fd.name exists)\n"),
        file(
            "many conditions",
            rule
                + numbered("not (fd.name contains x# and proc.pid = #) and ", 10_000)
                + "fd.name exists\n"),
        file(
            "many exceptions",
            rule
                + "fd.name exists\n  exceptions:\n    - name: e\n"
                + "      fields: [proc.name, fd.name]\n      values:\n"
                + numbered("        - [a#, b#]\n", 20_000)),
        file(
            "many parentheses", rule + "(".repeat(400) + "fd.name exists" + ")".repeat(400) + "\n"),
        file("many tags", rule + "fd.name exists\n  tags: [" + numbered("t#, ", 80_000) + "t]\n"),
        file("many brackets", rule + "proc.name glob '" + "[".repeat(400_000) + "'\n"),
        file("many classes", rule + "proc.name glob '" + "[[:".repeat(200_000) + "'\n"),
        file("many stars", rule + "proc.name glob " + "*a".repeat(100_000) + "\n"),
        file("many repeats", rule + "proc.name regex '" + "(a|b)*".repeat(1000) + "'\n"));
  }

  @Timeout(30)
  @ParameterizedTest(name = "{0}")
  @MethodSource("largeFiles")
  void whatIsOnlyLargeLoadsWithinASecond(String name, String content) {
    QuickestLoad loaded = QuickestLoad.of(() -> load(content), A_SECOND);
    LoadResult result = loaded.result();
    assertThat(loaded.time()).isLessThan(A_SECOND);
    assertThat(result.errors()).isEmpty();
    assertThat(result.rules().rules()).hasSize(1);
  }

  private static String numbered(String text, int times) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < times; i++) {
      all.append(text.replace("#", Integer.toString(i)));
    }
    return all.toString();
  }

  private static Arguments file(String name, String content) {
    return Arguments.of(name, content);
  }

  private static LoadResult load(String content) {
    return RuleLoader.load(List.of(new RuleFile("hostile.yaml", content)));
  }

  private static String nestedBlocks() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      text.append(" ".repeat(i)).append("- \n");
    }
    return text.toString();
  }

  private static String aliasBomb() {
    StringBuilder text = new StringBuilder("- &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      text.append("- &a").append(i).append(" [");
      text.append(("*a" + (i - 1) + ", ").repeat(10)).append("x]\n");
    }
    return text.toString();
  }

  /** Doubles with each list: they name lists that come later, which are put in whole. */
  private static String listBomb() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append("- {list: l" + i + ", items: [l" + (i + 1) + ", l" + (i + 1) + "]}\n");
    }
    return text + "- {list: l40, items: [x, y]}\n" + RULE + "  condition: proc.name in (l0)\n";
  }

  /** Doubles with each macro; the last one does not exist, so that there is an error to find. */
  private static String macroBomb() {
    StringBuilder text = new StringBuilder("- {macro: m0, condition: proc.name = a}\n");
    for (int i = 1; i < 90; i++) {
      String inner = "m" + (i - 1);
      text.append(
          "- {macro: m"
              + i
              + ", condition: ("
              + inner
              + " and proc.pid = "
              + i
              + ") or ("
              + inner
              + " and proc.ppid = "
              + i
              + ")}\n");
    }
    return text + RULE + "  condition: m89 and m90\n";
  }

  private static String deepMacros() {
    StringBuilder text = new StringBuilder("- {macro: m0, condition: proc.name = a}\n");
    for (int i = 1; i < 10_000; i++) {
      text.append(
          "- {macro: m" + i + ", condition: not (m" + (i - 1) + " and proc.pid = " + i + ")}\n");
    }
    return text + RULE + "  condition: m9999\n";
  }

  private static String unknownMacros() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      text.append("- {macro: known_macro_" + i + ", condition: unknown_macro_" + i + "}\n");
      text.append(
          "- {rule: r"
              + i
              + ", desc: d, output: o, priority: INFO, condition: unknown_macro_"
              + i
              + "}\n");
    }
    return text.toString();
  }
}
