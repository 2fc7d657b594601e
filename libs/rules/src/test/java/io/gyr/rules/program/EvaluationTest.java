package io.gyr.rules.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.gyr.rules.Evaluator;
import io.gyr.rules.Event;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.RuleSet;
import io.gyr.rules.TestEvent;
import io.gyr.rules.event.EventTypes;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.starter.StarterRules;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much work an event is: what is read of it, and what is left behind. */
class EvaluationTest {

  @Test
  void aRuleSeesOnlyTheTypesThatItCanBeTrueFor() {
    Evaluator evaluator =
        rules(
                "evt.type in (open, openat) and proc.name = a",
                "not (evt.type != connect or proc.name = b)",
                "(evt.type = close and evt.type = dup) or (evt.type = kill and not evt.type = kill)")
            .newEvaluator();
    List<String> wanted = new ArrayList<>();
    for (int type = 0; type < EventTypes.count(); type++) {
      if (evaluator.wants(type)) {
        wanted.add(EventTypes.nameOf(type));
      }
    }
    assertThat(wanted).containsExactlyInAnyOrder("open", "openat", "connect");
  }

  @Test
  void aRuleWithoutTypesSeesEventsOfUnknownTypeToo() {
    Evaluator evaluator = rules("proc.name = a").newEvaluator();
    TestEvent event = TestEvent.call("a call of tomorrow").by("/bin/a");
    assertThat(event.type()).isEqualTo(EventTypes.UNKNOWN);
    assertThat(evaluator.evaluate(event, match -> {})).isEqualTo(1);
  }

  @Test
  void aFactIsReadOnceHoweverManyRulesAskForIt() {
    RuleSet rules =
        rules(
            "evt.type = open and proc.name = a and user.uid = 0",
            "evt.type = open and proc.name startswith b and fd.name = x",
            "evt.type = open and (proc.name contains c or proc.name endswith d)",
            "evt.type = open and not proc.name in (a, b)");
    Counting event = new Counting("open");
    assertThat(rules.newEvaluator().evaluate(event, match -> {})).isEqualTo(1);
    assertThat(event.reads[SyscallFacts.PROCESS_NAME]).isEqualTo(1);
    assertThat(event.reads[SyscallFacts.FD_NAME]).isZero();
  }

  @Test
  void aListSharedByRulesIsWalkedOnce() {
    RuleSet rules =
        rules(
            "evt.type = open and proc.aname in (sshd, cron)",
            "evt.type = open and not proc.aname in (cron, sshd) and user.uid = 7",
            "evt.type in (open, close) and (proc.aname in (sshd, cron) or user.uid = 7)");
    Counting event = new Counting("open");
    rules.newEvaluator().evaluate(event, match -> {});
    assertThat(event.reads[SyscallFacts.ANCESTOR_NAME]).isEqualTo(1);
  }

  @Test
  void anEventThatNoRuleMatchesLeavesNoGarbage() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Evaluator evaluator = RuleLoader.load(StarterRules.load()).rules().newEvaluator();
    Counting[] events = {new Counting("openat"), new Counting("connect"), new Counting("close")};
    long before = 0;
    int rounds = 20_000;
    for (int round = -rounds; round < rounds; round++) {
      if (round == 0) {
        before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      }
      for (Counting event : events) {
        evaluator.evaluate(event, match -> {});
      }
    }
    long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    // What the measurement itself and a late compilation may allocate, spread over all the rounds.
    assertThat(bytes / rounds).isLessThan(8);
  }

  @Test
  void twoEvaluatorsDoNotDisturbEachOther() {
    RuleSet rules = rules("evt.type = open and proc.name = a");
    Evaluator one = rules.newEvaluator();
    Evaluator two = rules.newEvaluator();
    for (int i = 0; i < 5; i++) {
      assertThat(one.evaluate(TestEvent.call("open").by("/a"), match -> {})).isEqualTo(1);
      assertThat(two.evaluate(TestEvent.call("open").by("/b"), match -> {})).isZero();
      assertThat(one.evaluate(TestEvent.call("open").by("/b"), match -> {})).isZero();
    }
  }

  @Test
  void alternativesOfOneFieldBecomeOneTest() {
    StringBuilder condition = new StringBuilder("evt.type = open and (fd.name startswith /p0/");
    for (int i = 1; i < 500; i++) {
      condition
          .append(" or fd.name startswith /p")
          .append(i)
          .append("/ or proc.name = n")
          .append(i);
    }
    RuleSet rules = rules(condition + ")");
    assertThat(fires(rules, "/p499/x", "none")).isTrue();
    assertThat(fires(rules, "/p500/x", "n3")).isTrue();
    assertThat(fires(rules, "/p500/x", "n500")).isFalse();
  }

  private static boolean fires(RuleSet rules, String path, String program) {
    TestEvent event = TestEvent.call("open").fd(3, "file", path).by("/bin/" + program);
    return rules.newEvaluator().evaluate(event, match -> {}) == 1;
  }

  private static RuleSet rules(String... conditions) {
    StringBuilder text = new StringBuilder();
    for (String condition : conditions) {
      text.append("- rule: r").append(text.length()).append("\n  desc: d\n  output: o\n");
      text.append("  priority: INFO\n  condition: ").append(condition).append('\n');
    }
    var loaded = RuleLoader.load(List.of(new RuleFile("f", text.toString())));
    assertThat(loaded.errors()).as(loaded.format()).isEmpty();
    return loaded.rules();
  }

  /** An event of fixed facts that counts how often each is read. */
  private static final class Counting implements Event {

    private final int type;
    private final int[] reads = new int[SyscallFacts.COUNT];

    Counting(String type) {
      this.type = EventTypes.idOf(type);
    }

    @Override
    public int type() {
      return type;
    }

    @Override
    public String text(int fact) {
      reads[fact]++;
      return switch (fact) {
        case SyscallFacts.PROCESS_NAME -> "nginx";
        case SyscallFacts.PROCESS_EXE_PATH -> "/usr/sbin/nginx";
        case SyscallFacts.FD_TYPE -> "file";
        case SyscallFacts.FD_NAME -> "/srv/www/index.html";
        default -> null;
      };
    }

    @Override
    public long number(int fact) {
      reads[fact]++;
      return fact == SyscallFacts.EVENT_RESULT ? 3 : ABSENT;
    }

    @Override
    public int count(int fact) {
      reads[fact]++;
      return 0;
    }

    @Override
    public String textAt(int fact, int index) {
      return null;
    }

    @Override
    public long numberAt(int fact, int index) {
      return ABSENT;
    }

    @Override
    public String textOf(int fact, String key) {
      return key.equals("flags") ? "O_RDONLY|O_CLOEXEC" : null;
    }
  }
}
