package io.gyr.rules;

import java.util.List;

/**
 * What came of loading rule files.
 *
 * @param rules the rules of the files without errors
 * @param problems everything found, in the order of the files
 * @param files the names of the files, in their order
 */
public record LoadResult(RuleSet rules, List<LoadProblem> problems, List<String> files) {

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

  /** The problems of one file. */
  public List<LoadProblem> problemsOf(String file) {
    return problems.stream().filter(problem -> problem.location().file().equals(file)).toList();
  }

  /**
   * For people: file by file whether it loads, its errors and warnings as Falco writes them, and a
   * line that sums up.
   */
  public String format() {
    StringBuilder text = new StringBuilder();
    for (String file : files.stream().distinct().toList()) {
      List<LoadProblem> found = problemsOf(file);
      List<LoadProblem> errors = found.stream().filter(LoadProblem::isError).toList();
      List<LoadProblem> warnings = found.stream().filter(one -> !one.isError()).toList();
      text.append(file).append(": ").append(errors.isEmpty() ? "Ok" : "Invalid");
      text.append(errors.isEmpty() && !warnings.isEmpty() ? ", with warnings\n" : "\n");
      append(text, errors, "Errors");
      append(text, warnings, "Warnings");
    }
    return text.append(rules.rules().size())
        .append(" rules, ")
        .append(errors().size())
        .append(" errors, ")
        .append(warnings().size())
        .append(" warnings\n")
        .toString();
  }

  private static void append(StringBuilder text, List<LoadProblem> problems, String title) {
    if (!problems.isEmpty()) {
      text.append(problems.size()).append(' ').append(title).append(":\n");
      problems.forEach(problem -> text.append(problem.describe()));
    }
  }
}
