package io.gyr.rules.load;

import io.gyr.rules.LoadProblem;
import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.LoadProblem.Severity;
import io.gyr.rules.LoadResult;
import io.gyr.rules.Location;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleSet;
import io.gyr.rules.field.EventSource;
import io.gyr.rules.yaml.SourceText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Loads files one after another. Each is tried on a copy of what the files before it defined; with
 * an error in it, the copy is dropped, so that a bad file changes nothing. A file's own rules are
 * tried at once, those of others only when the file changes macros or lists that they may use; all
 * are compiled once, at the end.
 */
public final class FileLoader {

  private final List<EventSource> sources;
  private final Set<LoadProblem> problems = new LinkedHashSet<>();
  private Definitions definitions = new Definitions();

  /** A loader of rules for the sources given. */
  public FileLoader(List<EventSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /** Loads the files in order. */
  public LoadResult load(List<RuleFile> files) {
    files.forEach(this::load);
    Problems last = new Problems();
    RuleSet rules = new RuleCompiler(sources, definitions, last).compile();
    problems.addAll(last.all());
    return new LoadResult(
        rules, List.copyOf(problems), files.stream().map(RuleFile::name).toList());
  }

  private void load(RuleFile file) {
    if (file.content().length() > RuleFile.MAX_CHARACTERS) {
      problems.add(
          new LoadProblem(
              Severity.ERROR,
              Code.LOAD_ERR_FILE_READ,
              new Location(file.name(), 0, 0),
              null,
              "longer than " + RuleFile.MAX_CHARACTERS + " characters",
              null,
              "",
              List.of()));
      return;
    }
    Problems found = new Problems();
    Definitions tried = new Definitions(definitions);
    new Collector(tried, found).add(ItemReader.read(new SourceText(file), found));
    problems.addAll(found.all());
    if (found.hasErrors()) {
      return;
    }
    Problems compiling = new Problems();
    new RuleCompiler(sources, tried, compiling).check();
    if (compiling.hasErrors()) {
      problems.addAll(compiling.all().stream().filter(LoadProblem::isError).toList());
    } else {
      definitions = tried;
    }
  }
}
