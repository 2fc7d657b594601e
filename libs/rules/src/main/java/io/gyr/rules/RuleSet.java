package io.gyr.rules;

import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.NumberGetter;
import io.gyr.rules.output.Template;
import io.gyr.rules.program.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiled rules. Immutable and safe for any thread; each thread makes an evaluator of its own. How
 * they are compiled is described in {@link Program}.
 */
public final class RuleSet {

  /**
   * The rules of one source.
   *
   * @param rules as people know them
   * @param templates of their outputs, in the same order
   * @param program their conditions, in the same order
   * @param time reads the time of an event
   */
  public record SourceRules(
      List<Rule> rules, List<Template> templates, Program program, NumberGetter time) {}

  private final List<Rule> rules;
  private final Map<String, SourceRules> bySource;

  /** Rules in the order of their files, and what is compiled of them by source. */
  public RuleSet(List<Rule> rules, Map<String, SourceRules> bySource) {
    this.rules = List.copyOf(rules);
    this.bySource = new LinkedHashMap<>(bySource);
  }

  /** Every enabled rule, in the order of the files. */
  public List<Rule> rules() {
    return rules;
  }

  /** An evaluator of the rules for system calls. */
  public Evaluator newEvaluator() {
    return newEvaluator("syscall");
  }

  /** An evaluator of the rules for one source; without rules for it, it never fires. */
  public Evaluator newEvaluator(String source) {
    return newEvaluator(source, Matching.ALL, List.of());
  }

  /**
   * An evaluator of the rules for one source.
   *
   * @param matching which of the rules that an event fires are told
   * @param extraFields fields that every match carries beside those of its rule's output, in the
   *     way of Falco's {@code append_output}
   */
  public Evaluator newEvaluator(String source, Matching matching, List<BoundField> extraFields) {
    return new Evaluator(bySource.get(source), matching, extraFields);
  }
}
