package io.gyr.promql.engine;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.gyr.promql.ast.Call;
import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.ParenExpr;
import io.gyr.promql.ast.StringLiteral;
import io.gyr.promql.labels.LabelNames;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.Regex;
import java.util.ArrayList;
import java.util.List;

/** {@code label_replace} and {@code label_join}, which change labels and no values. */
final class LabelCall {
  private LabelCall() {}

  static List<StepSeries> replace(Call call, List<StepSeries> input) {
    String target = text(call, 1);
    String replacement = text(call, 2);
    String source = text(call, 3);
    String regex = text(call, 4);
    Pattern pattern;
    try {
      pattern = Regex.compile(regex);
    } catch (IllegalArgumentException e) {
      throw QueryException.execution("invalid regular expression in label_replace(): " + regex);
    }
    requireName(target, "destination", "label_replace");
    List<StepSeries> results = new ArrayList<>();
    for (StepSeries series : input) {
      Matcher matcher = pattern.matcher(series.labels().get(source));
      results.add(
          matcher.matches()
              ? relabeled(series, target, Expansion.expand(replacement, matcher))
              : series);
    }
    return results;
  }

  static List<StepSeries> join(Call call, List<StepSeries> input) {
    String target = text(call, 1);
    String separator = text(call, 2);
    List<String> sources = new ArrayList<>();
    for (int i = 3; i < call.arguments().size(); i++) {
      String source = text(call, i);
      requireName(source, "source", "label_join");
      sources.add(source);
    }
    requireName(target, "destination", "label_join");
    List<StepSeries> results = new ArrayList<>();
    for (StepSeries series : input) {
      List<String> values = new ArrayList<>();
      for (String source : sources) {
        values.add(series.labels().get(source));
      }
      results.add(relabeled(series, target, String.join(separator, values)));
    }
    return results;
  }

  /** A name given by hand is not void. */
  private static StepSeries relabeled(StepSeries series, String target, String value) {
    return series.with(
        series.labels().with(target, value), series.dropName() && !target.equals(Labels.NAME));
  }

  private static void requireName(String name, String role, String function) {
    if (!LabelNames.isValid(name)) {
      throw QueryException.execution(
          "invalid " + role + " label name in " + function + "(): " + name);
    }
  }

  /** The text of an argument that is a string. */
  static String text(Call call, int argument) {
    Expr expr = call.arguments().get(argument);
    while (expr instanceof ParenExpr paren) {
      expr = paren.expr();
    }
    return ((StringLiteral) expr).value();
  }
}
