package io.gyr.timeseries.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.index.LabelMatcher.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LabelIndexTest {
  private static final String[] NAMES = {"__name__", "job", "instance", "mode"};
  private static final String[] REGEXES = {"a.*", "", "b|c", ".*", ".+", "a1?", "[ab]\n?"};

  /** The answer of a loop over all series is the truth. */
  @Property(tries = 500, seed = "1")
  void answersAsALoopOverAllSeriesWould(@ForAll long seed, @ForAll @IntRange(max = 200) int count) {
    Random random = new Random(seed);
    LabelIndex index = new LabelIndex();
    Map<SeriesId, Map<String, String>> all = new HashMap<>();
    int valuesPerName = 1 + random.nextInt(40);
    for (int i = 0; i < count; i++) {
      Map<String, String> labels = new HashMap<>();
      for (String name : NAMES) {
        if (name.equals("__name__") || random.nextInt(4) > 0) {
          labels.put(name, value(random, valuesPerName));
        }
      }
      SeriesId id = SeriesId.of("", labels);
      all.put(id, labels);
      index.add(id, labels);
      index.add(id, labels);
    }
    List<LabelMatcher> matchers = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      matchers.add(matcher(random, valuesPerName));
    }
    Map<SeriesId, Map<String, String>> expected = new HashMap<>();
    all.forEach(
        (id, labels) -> {
          if (matchers.stream().allMatch(m -> m.matches(labels.getOrDefault(m.name(), "")))) {
            expected.put(id, labels);
          }
        });

    Map<SeriesId, Map<String, String>> found = new HashMap<>();
    assertThat(index.select(matchers, (id, labels) -> found.put(id, inOrder(labels))))
        .isEqualTo(expected.size());
    assertThat(found).isEqualTo(expected);
    assertThat(index.count(matchers)).isEqualTo(expected.size());
    assertThat(index.size()).isEqualTo(all.size());
    Set<String> names =
        expected.values().stream().flatMap(l -> l.keySet().stream()).collect(Collectors.toSet());
    assertThat(index.labelNames(matchers)).containsExactlyElementsOf(new TreeSet<>(names));
    Map<String, Integer> pairs = new HashMap<>();
    expected
        .values()
        .forEach(
            labels ->
                labels.forEach((name, value) -> pairs.merge(name + "=" + value, 1, Integer::sum)));
    Map<String, Integer> counted = new HashMap<>();
    index.countPairs(matchers, (name, value, series) -> counted.put(name + "=" + value, series));
    assertThat(counted).isEqualTo(pairs);
    for (String name : NAMES) {
      List<String> values =
          expected.values().stream()
              .filter(labels -> labels.containsKey(name))
              .map(labels -> labels.get(name))
              .sorted()
              .distinct()
              .toList();
      assertThat(index.labelValues(name, matchers, Integer.MAX_VALUE)).isEqualTo(values);
      assertThat(index.labelValues(name, matchers, 2)).isEqualTo(values.stream().limit(2).toList());
    }
  }

  @Test
  void numbersMoreSeriesThanItBeganWith() {
    LabelIndex index = new LabelIndex();
    for (int i = 0; i < 5000; i++) {
      Map<String, String> labels = Map.of("__name__", "m", "n", "v" + i);
      index.add(SeriesId.of("m", Map.of("n", "v" + i)), labels);
    }
    assertThat(index.size()).isEqualTo(5000);
    Map<SeriesId, Map<String, String>> found = new HashMap<>();
    index.select(
        List.of(new LabelMatcher("n", Operator.EQUAL, "v4321")),
        (id, labels) -> found.put(id, inOrder(labels)));
    assertThat(found)
        .isEqualTo(
            Map.of(SeriesId.of("m", Map.of("n", "v4321")), Map.of("__name__", "m", "n", "v4321")));
  }

  @Test
  void saysWhichExpressionIsNone() {
    assertThatThrownBy(() -> new LabelMatcher("job", Operator.MATCH, "a("))
        .hasMessageStartingWith("label job: 'a(' is no regular expression: missing closing )");
  }

  @Test
  void leavesOutLabelsWithoutValue() {
    LabelIndex index = new LabelIndex();
    index.add(SeriesId.of("m", Map.of()), Map.of("__name__", "m", "empty", ""));
    index.select(
        List.of(), (id, labels) -> assertThat(inOrder(labels)).isEqualTo(Map.of("__name__", "m")));
    assertThat(index.labelNames(List.of())).containsExactly("__name__");
  }

  private static Map<String, String> inOrder(String[] labels) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      map.put(labels[i], labels[i + 1]);
    }
    assertThat(List.copyOf(map.keySet())).isSorted().hasSize(labels.length / 2);
    return map;
  }

  private static String value(Random random, int valuesPerName) {
    return (char) ('a' + random.nextInt(3))
        + (random.nextBoolean() ? "" : "" + random.nextInt(valuesPerName));
  }

  private static LabelMatcher matcher(Random random, int valuesPerName) {
    Operator operator = Operator.values()[random.nextInt(4)];
    boolean regex = operator == Operator.MATCH || operator == Operator.NOT_MATCH;
    String name = random.nextInt(8) == 0 ? "unknown" : NAMES[random.nextInt(NAMES.length)];
    String plain = random.nextInt(6) == 0 ? "" : value(random, valuesPerName);
    return new LabelMatcher(
        name, operator, regex ? REGEXES[random.nextInt(REGEXES.length)] : plain);
  }
}
