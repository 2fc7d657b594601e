package io.gyr.jobs.rules;

import io.gyr.jobs.runtime.EventId;
import io.gyr.rules.LoadProblem;
import io.gyr.rules.LoadResult;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.RuleSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * Compiled rules with the version that is stamped on what they find. Immutable; safe for any
 * thread.
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
    LoadResult result = load(files);
    if (!result.isClean()) {
      StringBuilder message = new StringBuilder();
      result.errors().forEach(problem -> message.append(problem).append('\n'));
      throw new RefusedException(message.toString().strip());
    }
    return new RuleVersion(version(files), result.rules());
  }

  /**
   * Loads what loads, for a job that begins: files that were accepted by another version of this
   * program must not keep it from starting. Files with an error are taken out of {@code files}.
   */
  static RuleVersion ofThoseThatLoad(SortedMap<String, Tuple2<String, String>> files) {
    while (true) {
      LoadResult result = load(files);
      Set<String> broken = new HashSet<>();
      for (LoadProblem problem : result.errors()) {
        broken.add(problem.location().file());
      }
      if (!files.keySet().removeAll(broken)) {
        return new RuleVersion(version(files), result.rules());
      }
    }
  }

  private static LoadResult load(SortedMap<String, Tuple2<String, String>> files) {
    List<RuleFile> contents = new ArrayList<>();
    files.forEach((name, file) -> contents.add(new RuleFile(name, file.f1)));
    return RuleLoader.load(contents);
  }

  private static String version(SortedMap<String, Tuple2<String, String>> files) {
    if (files.size() == 1) {
      return files.values().iterator().next().f0;
    }
    StringBuilder versions = new StringBuilder();
    for (Map.Entry<String, Tuple2<String, String>> file : files.entrySet()) {
      versions.append(file.getKey()).append('@').append(file.getValue().f0).append('\n');
    }
    return EventId.of(versions.toString()).substring(0, DIGITS);
  }
}
