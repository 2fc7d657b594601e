package io.gyr.promql.rulefile;

import java.util.List;

/** A file that is no rule file. */
public final class RuleFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  RuleFileException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, each with its line and column, in Prometheus's words; at least one. */
  public List<String> problems() {
    return problems;
  }
}
