package io.gyr.jobs.rules;

import io.gyr.jobs.runtime.EventId;
import io.gyr.rules.LoadResult;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * Compiled rules with the version that is stamped on what they find.
 *
 * @param version of the one rule file, or 12 hex digits over the versions of all
 * @param rules compiled
 */
record RuleVersion(String version, RuleSet rules) {
  private static final int DIGITS = 12;

  /** A set of files that does not load. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /**
   * Loads rule files in the order of their names.
   *
   * @param files name to version and content
   * @throws RefusedException if any has an error; the message is what {@code gyr rules check} says
   */
  static RuleVersion of(SortedMap<String, Tuple2<String, String>> files) throws RefusedException {
    List<RuleFile> contents = new ArrayList<>();
    StringBuilder versions = new StringBuilder();
    for (Map.Entry<String, Tuple2<String, String>> file : files.entrySet()) {
      contents.add(new RuleFile(file.getKey(), file.getValue().f1));
      versions.append(file.getKey()).append('@').append(file.getValue().f0).append('\n');
    }
    LoadResult result = RuleLoader.load(contents);
    if (!result.isClean()) {
      StringBuilder message = new StringBuilder();
      result.errors().forEach(problem -> message.append(problem).append('\n'));
      throw new RefusedException(message.toString().strip());
    }
    String version =
        files.size() == 1
            ? files.values().iterator().next().f0
            : EventId.of(versions.toString()).substring(0, DIGITS);
    return new RuleVersion(version, result.rules());
  }
}
