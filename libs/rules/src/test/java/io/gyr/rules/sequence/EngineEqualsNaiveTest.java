package io.gyr.rules.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.Event;
import io.gyr.rules.TestEvent;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.sequence.NaiveMatcher.Found;
import io.gyr.rules.sequence.NaiveMatcher.Item;
import io.gyr.rules.sequence.NaiveMatcher.Spec;
import io.gyr.rules.sequence.NaiveMatcher.StepSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random sequences over random streams of two keys: what is found is what trying out every choice
 * of events finds, wherever the state went through a checkpoint and however often time went on.
 */
class EngineEqualsNaiveTest {

  private static final long SECOND = 1_000_000_000L;
  private static final List<String> NAMES = List.of("a", "b", "c", "d");

  @Property(tries = 4000, seed = "11")
  void findsWhatEveryChoiceFinds(@ForAll long seed) {
    Random random = new Random(seed);
    Spec spec = spec(random);
    Follower follower = Follower.of(yaml(spec));
    List<NaiveMatcher> naive = List.of(new NaiveMatcher(spec), new NaiveMatcher(spec));
    int[] numbers = new int[2];
    long time = 0;
    int events = 4 + random.nextInt(9);
    for (int i = 0; i < events; i++) {
      time += random.nextInt(3) * SECOND;
      int key = random.nextInt(5) == 0 ? 1 : 0;
      Item item =
          new Item(
              ++numbers[key],
              NAMES.get(random.nextInt(NAMES.size())),
              random.nextInt(8) == 0 ? null : 1L + random.nextInt(2),
              1 + random.nextInt(3),
              time);
      naive.get(key).see(item);
      if (random.nextBoolean()) {
        follower.until(time);
      }
      follower.see(event(item, key));
      if (random.nextInt(3) == 0) {
        follower.restart();
      }
    }
    follower.until(time + 100 * SECOND);
    for (int key = 0; key < 2; key++) {
      naive.get(key).until(time + 100 * SECOND);
      String user = Integer.toString(key);
      List<Found> found =
          follower.matches.stream()
              .filter(match -> match.key().equals(List.of(user)))
              .map(EngineEqualsNaiveTest::found)
              .sorted(ORDER)
              .toList();
      assertThat(found)
          .as("%s", yaml(spec))
          .isEqualTo(naive.get(key).found.stream().sorted(ORDER).toList());
    }
    assertThat(follower.state().isEmpty()).isTrue();
    assertThat(follower.state().size()).isZero();
    assertThat(follower.evicted).isZero();
  }

  private static final Comparator<Found> ORDER =
      Comparator.comparingLong(Found::end).thenComparing(Found::last).thenComparing(Found::start);

  private static Found found(SequenceMatch match) {
    return new Found(
        match.startNs(),
        match.timeNs(),
        Integer.parseInt(String.valueOf(match.outputFields().get("evt.num"))));
  }

  private static Event event(Item item, int key) {
    TestEvent event =
        TestEvent.call("close")
            .set(SyscallFacts.PROCESS_NAME, item.name())
            .set(SyscallFacts.FD_NUMBER, item.fd())
            .set(SyscallFacts.EVENT_TIME_NS, item.time())
            .set(SyscallFacts.EVENT_NUMBER, item.number())
            .set(SyscallFacts.USER_ID, key);
    return event.set(SyscallFacts.PROCESS_PID, item.pid() == null ? Event.ABSENT : item.pid());
  }

  private static Spec spec(Random random) {
    boolean unordered = random.nextInt(4) == 0;
    int size = 1 + random.nextInt(4);
    List<StepSpec> steps = new ArrayList<>();
    List<Integer> filled = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      boolean absent = i > 0 && random.nextInt(4) == 0;
      int count = !absent && random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1;
      boolean refers = !unordered && !filled.isEmpty() && random.nextBoolean();
      List<String> names = new ArrayList<>(NAMES);
      java.util.Collections.shuffle(names, random);
      steps.add(
          new StepSpec(
              absent,
              List.copyOf(names.subList(0, 1 + random.nextInt(2))),
              count,
              count > 1 && random.nextBoolean(),
              refers ? 1 + random.nextInt(4) : 0,
              refers ? filled.get(random.nextInt(filled.size())) : 0));
      if (!absent) {
        filled.add(i);
      }
    }
    return new Spec(steps, unordered, (1 + random.nextInt(6)) * SECOND);
  }

  private static String yaml(Spec spec) {
    StringBuilder yaml = new StringBuilder("- sequence: test\n  by: [user.uid]\n  steps:\n");
    for (int i = 0; i < spec.steps().size(); i++) {
      StepSpec step = spec.steps().get(i);
      yaml.append("    - as: s").append(i).append('\n');
      yaml.append(step.absent() ? "      not: " : "      condition: ").append(step.text());
      yaml.append('\n');
      if (step.count() > 1) {
        yaml.append("      count: ").append(step.count()).append('\n');
      }
      if (step.distinct()) {
        yaml.append("      distinct: fd.num\n");
      }
    }
    yaml.append("  within: ").append(spec.within() / SECOND).append("s\n");
    yaml.append("  unordered: ").append(spec.unordered()).append('\n');
    return yaml.append("  output: last %evt.num\n").toString();
  }
}
