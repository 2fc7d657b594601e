package io.gyr.rules.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.LoadResult;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many rules take time in proportion. Measured in time of the processor, not of the clock. */
class LoadTimeTest {
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  @BeforeAll
  static void loadTheClassesFirst() {
    load(List.of(new RuleFile("first", rules(0, 200))), 200);
  }

  @Test
  void aThousandRulesLoadInASecond() {
    Duration time = load(List.of(new RuleFile("thousand", rules(0, 1000))), 1000);
    assertThat(time).isLessThan(A_SECOND);
  }

  @Test
  void soDoAThousandInFiftyFiles() {
    List<RuleFile> files = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      files.add(new RuleFile("file " + i, rules(20 * i, 20)));
    }
    assertThat(load(files, 1000)).isLessThan(A_SECOND);
  }

  private static Duration load(List<RuleFile> files, int rules) {
    QuickestLoad quickest = QuickestLoad.of(() -> RuleLoader.load(files), A_SECOND);
    LoadResult loaded = quickest.result();
    assertThat(loaded.problems()).as(loaded.format()).isEmpty();
    assertThat(loaded.rules().rules()).hasSize(rules);
    return quickest.time();
  }

  /** Rules with a macro, a list and an exception each. */
  private static String rules(int from, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < from + count; i++) {
      text.append(
          """
          - list: names_#
            items: [a#, b#, "c d#"]
          - macro: macro_#
            condition: (evt.type in (open, openat) and fd.name startswith /etc/x#)
          - rule: rule #
            desc: synthetic
            condition: >
              macro_# and proc.name in (names_#) and not proc.pname in (sshd, p#)
              and not (fd.name contains foo# or proc.cmdline contains "bar #")
            output: File %fd.name opened by %proc.name (user=%user.name pid=%proc.pid)
            priority: WARNING
            tags: [a, b]
            exceptions:
              - name: e
                fields: [proc.name, fd.name]
                comps: [in, startswith]
                values:
                  - [[x, y], /tmp/#]
          """
              .replace("#", Integer.toString(i)));
    }
    return text.toString();
  }
}
