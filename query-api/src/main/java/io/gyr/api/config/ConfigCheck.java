package io.gyr.api.config;

import io.gyr.api.http.ApiError;
import java.util.List;
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

  /**
   * Checks that {@code content} is YAML and has the outer shape of its kind.
   *
   * @throws ApiError 422 that names line and column
   */
  public void check(ConfigKind kind, String content) {
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
  }

  private static String place(MarkedYamlEngineException e) {
    return e.getProblemMark().map(ConfigCheck::place).orElse("");
  }

  private static String place(Mark mark) {
    return "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ";
  }
}
