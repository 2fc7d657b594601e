package io.gyr.api.config;

import io.gyr.api.http.ApiError;
import io.gyr.promql.parser.ParserOptions;
import io.gyr.promql.rulefile.RuleFile;
import io.gyr.promql.rulefile.RuleFileException;

/** Refuses files of Prometheus's rules that cannot be evaluated. */
final class PrometheusRuleCheck {
  private PrometheusRuleCheck() {}

  /**
   * Checks a file.
   *
   * @throws ApiError 422 with every problem and its place
   */
  static void check(String content, ParserOptions options) {
    try {
      RuleFile.parse(content, options);
    } catch (RuleFileException e) {
      throw ApiError.invalid(
          "The rules do not load, those in force go on", String.valueOf(e.getMessage()));
    }
  }
}
