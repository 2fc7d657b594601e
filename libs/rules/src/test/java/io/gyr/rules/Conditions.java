package io.gyr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** One condition at a time, through the whole of loading and evaluating. */
public final class Conditions {

  private Conditions() {}

  /** Whether a rule with the condition fires on the event. */
  public static boolean holds(String condition, Event event) {
    LoadResult loaded = load(condition);
    assertThat(loaded.errors()).as(loaded.format()).isEmpty();
    return loaded.rules().newEvaluator().evaluate(event, match -> {}) == 1;
  }

  /**
   * What comes of loading a rule with the condition, which stands alone on line 6 from column 5 on.
   */
  public static LoadResult load(String condition) {
    return RuleLoader.load(
        List.of(
            new RuleFile(
                "one.yaml",
                "- rule: r\n  desc: d\n  output: o\n  priority: INFO\n  condition: >\n    "
                    + condition
                    + "\n")));
  }
}
