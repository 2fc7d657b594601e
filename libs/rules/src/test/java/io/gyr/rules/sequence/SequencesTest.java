package io.gyr.rules.sequence;

import static io.gyr.rules.TestEvent.call;
import static io.gyr.rules.TestEvent.connect;
import static io.gyr.rules.TestEvent.execve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.gyr.rules.Priority;
import io.gyr.rules.RuleFile;
import io.gyr.rules.TestEvent;
import io.gyr.rules.event.SyscallFacts;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SequencesTest {

  private static final long SECOND_NS = 1_000_000_000L;

  private static final String CHAIN =
      """
      - macro: spawned_process
        condition: (evt.type in (execve, execveat))
      - macro: outbound
        condition: (evt.type = connect and fd.typechar in (4, 6))
      - sequence: Downloaded file executed and calling out
        by: [user.uid]
        within: 60s
        steps:
          - as: fetch
            condition: spawned_process and proc.name in (curl, wget)
          - as: drop
            condition: evt.type=chmod and evt.arg.mode contains S_IXUSR
          - as: run
            condition: spawned_process and proc.exepath = $drop.evt.arg.filename
          - as: out
            condition: outbound and proc.pid = $run.proc.pid
      """;

  @Test
  void aChainIsFoundByWhatItsStepsSayOfEachOther() {
    Follower follower =
        Follower.of(CHAIN + "  output: \"%run.proc.exepath to %fd.name by %fetch.proc.cmdline\"\n")
            .see(execve("/usr/bin/curl", "-O", "http://203.0.113.9/x"))
            .see(chmod("/tmp/x"))
            .see(at(execve("/tmp/x"), 1, 7))
            .see(at(connect("203.0.113.9", 443), 2, 8))
            .see(at(connect("203.0.113.9", 443), 3, 7));
    assertThat(follower.found()).containsExactly("e1 e2 e3 e5");
    SequenceMatch match = follower.matches.get(0);
    assertThat(match.message())
        .isEqualTo("/tmp/x to 10.0.0.5:40000->203.0.113.9:443 by curl -O http://203.0.113.9/x");
    assertThat(match.outputFields())
        .containsEntry("run.proc.exepath", "/tmp/x")
        .containsKey("fd.name");
    assertThat(match.key()).containsExactly("0");
    assertThat(match.startNs()).isEqualTo(TestEvent.TIME_NS);
    assertThat(match.timeNs()).isEqualTo(TestEvent.TIME_NS + 3 * SECOND_NS);
    assertThat(match.context()).isEqualTo(new byte[] {'e', '5'});
  }

  @Test
  void whatIsNotSaidHasADefault() {
    Follower follower = Follower.of(CHAIN);
    Sequence sequence = follower.sequences().sequences().get(0);
    assertThat(sequence.header().priority()).isEqualTo(Priority.WARNING);
    assertThat(sequence.header().source()).isEqualTo("syscall");
    assertThat(sequence.header().output())
        .isEqualTo("Downloaded file executed and calling out (user.uid=%user.uid)");
    assertThat(sequence.stepNames()).containsExactly("fetch", "drop", "run", "out");
  }

  @Test
  void aDecoyHidesNothing() {
    Follower follower =
        Follower.of(CHAIN)
            .see(execve("/usr/bin/curl"))
            .see(chmod("/tmp/real"))
            .see(chmod("/tmp/decoy"))
            .see(at(execve("/tmp/real"), 1, 7))
            .see(at(execve("/tmp/decoy"), 1, 8))
            .see(at(connect("203.0.113.9", 443), 2, 7));
    assertThat(follower.found()).containsExactly("e1 e2 e4 e6");
  }

  @Test
  void oneIncidentIsToldOnceAndTwoProgramsTwice() {
    Follower follower =
        Follower.of(CHAIN)
            .see(execve("/usr/bin/curl"))
            .see(chmod("/tmp/x"))
            .see(at(execve("/tmp/x"), 1, 7))
            .see(at(execve("/tmp/x"), 1, 8));
    for (int i = 0; i < 50; i++) {
      follower.see(at(connect("203.0.113.9", i + 1), 2, 7 + i % 2));
    }
    assertThat(follower.found()).containsExactly("e1 e2 e3 e5", "e1 e2 e4 e6");
  }

  @Test
  void whatLiesFurtherApartThanWithinIsNoMatchAndIsForgotten() {
    Follower follower =
        Follower.of(CHAIN)
            .see(execve("/usr/bin/curl"))
            .see(chmod("/tmp/x"))
            .see(at(execve("/tmp/x"), 1, 7))
            .see(at(connect("203.0.113.9", 443), 61, 7));
    assertThat(follower.matches).isEmpty();
    assertThat(follower.state().isEmpty()).isFalse();
    follower.until(TestEvent.TIME_NS + 200 * SECOND_NS);
    assertThat(follower.state().isEmpty()).isTrue();
  }

  @Test
  void anEventThatFitsNothingNewLeavesNoState() {
    Follower follower = Follower.of(CHAIN);
    for (int user = 0; user < 1000; user++) {
      follower.see(chmod("/tmp/x").user(user, "u"));
      follower.see(connect("203.0.113.9", 443).user(user, "u"));
    }
    assertThat(follower.candidates).isEqualTo(2000);
    assertThat(follower.state().isEmpty()).isTrue();
  }

  @Test
  void anEventWithoutAKeyTakesNoPart() {
    Follower follower =
        Follower.of(
                "- sequence: s\n  by: [fd.name]\n  within: 1s\n  steps: [condition: evt.type=close]\n")
            .see(call("close"))
            .see(call("close").fd(3, "file", "/a"));
    assertThat(follower.found()).containsExactly("e2");
  }

  private static final String PAIRS =
      """
      - sequence: s
        within: 1h
        by: [user.uid]
        steps:
          - as: a
            condition: evt.type = open
          - condition: evt.type = close and proc.pid = $a.proc.pid
      """;

  @Test
  void aKeyHasABoundAndWhatBeganFirstGoes() {
    Follower follower = new Follower(new SequenceLimits(10, 1000), new RuleFile("f", PAIRS));
    for (int pid = 0; pid < 25; pid++) {
      follower.see(at(call("open"), 0, pid));
    }
    assertThat(follower.evicted).isEqualTo(15);
    assertThat(follower.state().size()).isEqualTo(10);
    follower.see(at(call("close"), 1, 14)).see(at(call("close"), 1, 15));
    assertThat(follower.found()).containsExactly("e16 e27");
  }

  @Test
  void allKeysTogetherHaveABoundAndTheQuietestGoes() {
    Follower follower = new Follower(new SequenceLimits(10, 20), new RuleFile("f", PAIRS));
    for (int user = 0; user < 30; user++) {
      follower.see(call("open").user(user, "u"));
      follower.see(call("open").user(0, "u"));
    }
    assertThat(follower.state().size()).isEqualTo(20);
    assertThat(follower.evicted).isEqualTo(10);
    follower.see(call("close").user(0, "u")).see(call("close").user(1, "u"));
    assertThat(follower.matches).hasSize(1);
  }

  @Test
  void stateOfASequenceThatIsGoneIsThrownAway() {
    Follower follower = Follower.of(PAIRS).see(call("open"));
    assertThat(follower.state().advance(TestEvent.TIME_NS, any -> null, follower))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(follower.state().isEmpty()).isTrue();
  }

  @Test
  void oneEventMayFitStepsOfSeveralSequencesAndRules() {
    Follower follower =
        Follower.of(
                PAIRS
                    + PAIRS.replace("sequence: s", "sequence: t")
                    + "- rule: r\n  desc: d\n  condition: evt.type = open\n  output: o\n"
                    + "  priority: INFO\n")
            .see(call("open"))
            .see(call("close"));
    List<String> timed = new ArrayList<>();
    follower
        .rules()
        .newTimer("syscall")
        .measure(call("open"), (rule, ns) -> timed.add(rule.name()));
    assertThat(timed).containsExactly("r");
    assertThat(follower.matches).extracting(one -> one.sequence().name()).containsExactly("s", "t");
  }

  @Test
  void anEventThatNoStepWantsAllocatesNothing() {
    Follower follower = Follower.of(CHAIN);
    var evaluator = evaluator(CHAIN);
    TestEvent quiet = call("chmod").argument("mode", "S_IRUSR");
    CandidateSink none =
        new CandidateSink() {
          @Override
          public String origin() {
            throw new AssertionError("asked for");
          }

          @Override
          public byte[] context() {
            throw new AssertionError("asked for");
          }

          @Override
          public void accept(Candidate candidate) {
            throw new AssertionError("no step wants it");
          }
        };
    TestEvent close = call("close");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = 0;
    for (int i = 0; i < 20_000; i++) {
      if (i == 10_000) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      evaluator.evaluate(close, match -> {}, none);
      evaluator.evaluate(quiet, match -> {}, none);
    }
    // The event of this test itself allocates, in its map of numbers: no more than that.
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / 20_000;
    assertThat(each).isLessThan(64);
    assertThat(follower.candidates).isZero();
  }

  private static io.gyr.rules.Evaluator evaluator(String yaml) {
    return io.gyr.rules.RuleLoader.load(List.of(new RuleFile("f", yaml))).rules().newEvaluator();
  }

  @Test
  void aDamagedStateIsRefusedWhateverTheDamage() {
    Follower follower =
        Follower.of(CHAIN)
            .see(execve("/usr/bin/curl"))
            .see(chmod("/tmp/x"))
            .see(at(execve("/tmp/x"), 1, 7));
    byte[] whole = SequenceStateCodec.encode(follower.state());
    assertThat(SequenceStateCodec.encode(SequenceStateCodec.decode(whole, SequenceLimits.USUAL)))
        .isEqualTo(whole);
    Random random = new Random(3);
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = Arrays.copyOf(whole, whole.length - random.nextInt(2) * random.nextInt(40));
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        SequenceStateCodec.decode(damaged, SequenceLimits.USUAL);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageMatching(".+");
      }
    }
    byte[] later = whole.clone();
    later[0] = 9;
    assertThatThrownBy(() -> SequenceStateCodec.decode(later, SequenceLimits.USUAL))
        .hasMessageContaining("unknown layout: 9");
  }

  @Test
  void definitionsAreToldApartByWhatTheyMean() {
    long one = fingerprint(CHAIN);
    assertThat(fingerprint(CHAIN)).isEqualTo(one);
    assertThat(fingerprint(CHAIN + "  priority: INFO\n")).isEqualTo(one);
    assertThat(fingerprint(CHAIN.replace("60s", "61s"))).isNotEqualTo(one);
    assertThat(fingerprint(CHAIN.replace("wget", "get"))).isNotEqualTo(one);
  }

  @Test
  void aLaterFileTunes() {
    String tuning =
        """
        - sequence: Downloaded file executed and calling out
          within: 5s
          priority: ERROR
          tags: [T1105]
          override: {within: replace, priority: replace, tags: append}
        """;
    Sequence tuned =
        new Follower(SequenceLimits.USUAL, new RuleFile("a", CHAIN), new RuleFile("b", tuning))
            .sequences()
            .sequences()
            .get(0);
    assertThat(tuned.withinNs()).isEqualTo(5 * SECOND_NS);
    assertThat(tuned.header().priority()).isEqualTo(Priority.ERROR);
    assertThat(tuned.header().tags()).isEqualTo(List.of("T1105"));
    String off =
        "- sequence: Downloaded file executed and calling out\n  enabled: false\n"
            + "  override: {enabled: replace}\n";
    assertThat(
            new Follower(SequenceLimits.USUAL, new RuleFile("a", CHAIN), new RuleFile("b", off))
                .sequences()
                .isEmpty())
        .isTrue();
  }

  private static long fingerprint(String yaml) {
    return Follower.of(yaml).sequences().sequences().get(0).fingerprint();
  }

  private static TestEvent chmod(String path) {
    return call("chmod").argument("filename", path).argument("mode", "S_IRUSR|S_IXUSR");
  }

  private static TestEvent at(TestEvent event, long second, long pid) {
    return event
        .set(SyscallFacts.EVENT_TIME_NS, TestEvent.TIME_NS + second * SECOND_NS)
        .set(SyscallFacts.PROCESS_PID, pid);
  }
}
