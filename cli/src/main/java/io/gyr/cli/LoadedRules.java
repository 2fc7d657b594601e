package io.gyr.cli;

import io.gyr.rules.LoadResult;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rule files that load, or a failure that says why they do not. */
final class LoadedRules {
  private LoadedRules() {}

  /**
   * The rules of files, name to content in loading order.
   *
   * @throws Failure wrong use if they do not load
   */
  static RuleSet of(Map<String, String> files) {
    List<RuleFile> contents = new ArrayList<>();
    files.forEach((file, content) -> contents.add(new RuleFile(file, content)));
    LoadResult result = RuleLoader.load(contents);
    if (!result.isClean()) {
      StringBuilder problems = new StringBuilder("the rules do not load:");
      result.errors().forEach(problem -> problems.append('\n').append(problem));
      throw Failure.wrongUse(problems.toString());
    }
    return result.rules();
  }
}
