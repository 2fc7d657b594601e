package io.gyr.api.config;

import io.gyr.alerts.MetricAlertFile;
import io.gyr.api.http.ApiError;
import io.gyr.promql.parser.ParserOptions;
import io.gyr.rules.LoadProblem;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Refuses content that no job could use. This is the one place through which every rule file and
 * alert passes on its way in. Thread-safe.
 */
public final class ConfigCheck {
  private static final int MAX_ALIASES = 50;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setAllowDuplicateKeys(false)
          .setAllowRecursiveKeys(false)
          .setMaxAliasesForCollections(MAX_ALIASES)
          .setCodePointLimit(ConfigRoutes.MAX_CONTENT_BYTES)
          .build();

  private final ConfigStore store;
  private final ParserOptions promql;

  /**
   * Holds new content against what {@code store} has.
   *
   * @param promql what the queries of Prometheus's rules may use
   */
  public ConfigCheck(ConfigStore store, ParserOptions promql) {
    this.store = store;
    this.promql = promql;
  }

  /**
   * Checks that {@code content} is YAML and has the outer shape of its kind; an alert must be one,
   * a file of Prometheus's rules too; a Falco rule file must load together with those that are
   * stored, in the order in which the jobs load them.
   *
   * @throws ApiError 422 that names line and column
   */
  public void check(ConfigKind kind, String name, String content) {
    if (kind == ConfigKind.PROMETHEUS_RULES) {
      PrometheusRuleCheck.check(content, promql);
      return;
    }
    Object root;
    try {
      root = new Load(SETTINGS).loadFromString(content);
    } catch (MarkedYamlEngineException e) {
      throw ApiError.invalid("The content is not valid YAML", place(e) + e.getProblem());
    } catch (YamlEngineException | StackOverflowError e) {
      throw ApiError.invalid("The content is not usable YAML", String.valueOf(e.getMessage()));
    }
    if (root == null) {
      throw ApiError.invalid("The content is empty", "Use DELETE to remove it");
    }
    if (kind == ConfigKind.RULES && !(root instanceof List)) {
      throw ApiError.invalid(
          "A rule file is a list", "Begin each rule, macro and list with '- ' in the first column");
    }
    if (kind == ConfigKind.RULES) {
      checkRules(name, content);
    } else {
      checkAlert(content);
    }
  }

  private static void checkAlert(String content) {
    try {
      MetricAlertFile.read(content, "");
    } catch (IllegalArgumentException e) {
      throw ApiError.invalid("The content is no metric alert", String.valueOf(e.getMessage()));
    }
  }

  private void checkRules(String name, String content) {
    SortedMap<String, String> files = new TreeMap<>();
    store.list(ConfigKind.RULES).forEach(file -> files.put(file.name(), file.content()));
    files.put(name, content);
    List<RuleFile> inOrder = new ArrayList<>();
    files.forEach((file, text) -> inOrder.add(new RuleFile(file, text)));
    List<LoadProblem> errors = RuleLoader.load(inOrder).errors();
    if (!errors.isEmpty()) {
      String all = errors.stream().map(LoadProblem::toString).collect(Collectors.joining("\n"));
      throw ApiError.invalid("The rules do not load, those in force go on", all);
    }
  }

  private static String place(MarkedYamlEngineException e) {
    return e.getProblemMark().map(ConfigCheck::place).orElse("");
  }

  private static String place(Mark mark) {
    return "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ";
  }
}
