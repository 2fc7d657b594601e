package io.gyr.promql.rulefile;

import io.gyr.promql.parser.ParserOptions;
import java.util.List;

/**
 * A file of rules as Prometheus 3.5 reads it.
 *
 * @param groups in the order of the file
 * @param warnings what is allowed and hardly meant, each in one line
 */
public record RuleFile(List<RuleGroup> groups, List<String> warnings) {
  /** Longest file, in characters. */
  public static final int LONGEST = 1 << 20;

  /**
   * Reads a file.
   *
   * @param yaml its content; an empty one has no groups
   * @param options what queries may use
   * @throws RuleFileException if it is none, or one of its rules cannot be evaluated
   */
  public static RuleFile parse(String yaml, ParserOptions options) throws RuleFileException {
    return new RuleFileReader(options).read(yaml);
  }

  /** How many rules there are in all groups. */
  public int rules() {
    return groups.stream().mapToInt(group -> group.rules().size()).sum();
  }
}
