package io.gyr.rules;

import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.ConditionParser;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.EventSource;
import io.gyr.rules.field.FieldTable;
import io.gyr.rules.field.cloudtrail.CloudTrailSource;
import io.gyr.rules.field.json.JsonSource;
import io.gyr.rules.field.k8saudit.K8sAuditSource;
import io.gyr.rules.field.syscall.SyscallSource;
import io.gyr.rules.load.FileLoader;
import io.gyr.rules.program.FieldBinder;
import java.util.ArrayList;
import java.util.List;

/** Loads rule files. */
public final class RuleLoader {

  private RuleLoader() {}

  /** Every source that rules can be written for. */
  public static List<EventSource> sources() {
    List<EventSource> sources = new ArrayList<>();
    sources.add(SyscallSource.SOURCE);
    jsonSources().forEach(source -> sources.add(source.fields()));
    return List.copyOf(sources);
  }

  /** The sources whose events are JSON documents. */
  public static List<JsonSource> jsonSources() {
    return List.of(K8sAuditSource.SOURCE, CloudTrailSource.SOURCE);
  }

  /**
   * Loads files in order: a later one adds to, appends to and overrides what the ones before
   * define. A file with an error changes nothing. Never throws for what is in a file.
   */
  public static LoadResult load(List<RuleFile> files) {
    return new FileLoader(sources()).load(files);
  }

  /**
   * Fields of a source, as rules write them.
   *
   * @throws IllegalArgumentException when there is no such source or field
   */
  public static List<BoundField> fields(String source, List<String> texts) {
    FieldTable table =
        sources().stream()
            .filter(known -> known.name().equals(source))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no source '" + source + "'"))
            .fields();
    List<BoundField> fields = new ArrayList<>();
    for (String text : texts) {
      try {
        fields.add(FieldBinder.bind(table, ConditionParser.parseField(text)));
      } catch (ConditionException e) {
        throw new IllegalArgumentException(text + ": " + e.getMessage(), e);
      }
    }
    return fields;
  }
}
