package io.gyr.rules;

import io.gyr.rules.field.EventSource;
import io.gyr.rules.field.syscall.SyscallSource;
import io.gyr.rules.load.FileLoader;
import java.util.List;

/** Loads rule files. */
public final class RuleLoader {

  private RuleLoader() {}

  /** Every source that rules can be written for. */
  public static List<EventSource> sources() {
    return List.of(SyscallSource.SOURCE);
  }

  /**
   * Loads files in order: a later one adds to, appends to and overrides what the ones before
   * define. A file with an error changes nothing. Never throws for what is in a file.
   */
  public static LoadResult load(List<RuleFile> files) {
    return new FileLoader(sources()).load(files);
  }
}
