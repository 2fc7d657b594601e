package io.gyr.rules;

import java.util.List;

/**
 * What came of loading rule files.
 *
 * @param rules the rules of the files without errors
 * @param problems everything found, in the order of the files
 */
public record LoadResult(RuleSet rules, List<LoadProblem> problems) {

  /** Whether every file was loaded. */
  public boolean isClean() {
    return problems.stream().noneMatch(LoadProblem::isError);
  }

  /** The problems that kept files from being loaded. */
  public List<LoadProblem> errors() {
    return problems.stream().filter(LoadProblem::isError).toList();
  }

  /** The problems that did not. */
  public List<LoadProblem> warnings() {
    return problems.stream().filter(problem -> !problem.isError()).toList();
  }

  /** All problems for people, one after another, and a line that sums up. */
  public String format() {
    StringBuilder text = new StringBuilder();
    problems.forEach(problem -> text.append(problem).append('\n'));
    return text.append(rules.rules().size())
        .append(" rules, ")
        .append(errors().size())
        .append(" errors, ")
        .append(warnings().size())
        .append(" warnings\n")
        .toString();
  }
}
