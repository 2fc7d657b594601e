package io.gyr.rules.load;

import io.gyr.rules.condition.Operator;
import io.gyr.rules.field.FieldTable;
import io.gyr.rules.yaml.PlacedText;
import io.gyr.rules.yaml.YamlValue;
import io.gyr.rules.yaml.YamlValue.Scalar;
import io.gyr.rules.yaml.YamlValue.Sequence;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes exceptions as what they mean, a part of the condition: {@code (condition) and not ((a = x
 * and b = y) or ...)}. As text, since values may name lists, like everything that stands in
 * parentheses; and as falcosecurity/falco, userspace/engine/rule_loader_compiler.cpp writes it.
 */
final class ExceptionCondition {

  private static final Pattern BARE = Pattern.compile("[^()\"'\\s=,]+");
  private static final Pattern FIELD = Pattern.compile("(?:[a-z0-9]+\\()*([a-zA-Z0-9_.]+).*");

  private ExceptionCondition() {}

  /** The condition of a rule with its exceptions taken out of it. */
  static PlacedText of(RuleDefinition rule, FieldTable fields) throws ItemException {
    PlacedText condition = rule.condition();
    if (rule.exceptions().isEmpty()) {
      return condition;
    }
    condition =
        PlacedText.made("(", condition.place(0))
            .plus(condition)
            .plus(PlacedText.made(")", rule.exceptions().get(0).place()));
    for (ExceptionDefinition exception : rule.exceptions()) {
      checkFields(exception, fields);
      if (!exception.values().isEmpty()) {
        String text = exception.single() ? single(exception) : rows(exception);
        condition = condition.plus(PlacedText.made(" and not (" + text + ")", exception.place()));
      }
    }
    return condition;
  }

  private static void checkFields(ExceptionDefinition exception, FieldTable fields)
      throws ItemException {
    for (String field : exception.fields()) {
      var name = FIELD.matcher(field);
      if (!name.matches() || !fields.knows(name.group(1))) {
        throw senseless(exception, "'" + field + "' is not a supported filter field");
      }
    }
  }

  private static String single(ExceptionDefinition exception) throws ItemException {
    return exception.fields().get(0)
        + " "
        + exception.comparisons().get(0)
        + " "
        + list(exception, exception.values());
  }

  private static String rows(ExceptionDefinition exception) throws ItemException {
    StringBuilder text = new StringBuilder();
    for (YamlValue value : exception.values()) {
      int fields = exception.fields().size();
      if (!(value instanceof Sequence row) || row.values().size() != fields) {
        throw senseless(exception, "Fields and values lists must have equal length");
      }
      text.append(text.isEmpty() ? "(" : " or (");
      for (int i = 0; i < fields; i++) {
        text.append(i == 0 ? "" : " and ").append(exception.fields().get(i)).append(' ');
        text.append(exception.comparisons().get(i)).append(' ');
        text.append(value(exception, exception.comparisons().get(i), row.values().get(i)));
      }
      text.append(')');
    }
    return text.toString();
  }

  private static String value(ExceptionDefinition exception, String comparison, YamlValue value)
      throws ItemException {
    if (value instanceof Sequence sequence) {
      return list(exception, sequence.values());
    }
    String text = scalar(exception, value).text();
    if (Operator.takesList(comparison)) {
      // A list written as text, with parentheses or without.
      return text.startsWith("(") ? text : "(" + text + ")";
    }
    return quoted(text);
  }

  private static String list(ExceptionDefinition exception, List<YamlValue> values)
      throws ItemException {
    StringBuilder text = new StringBuilder("(");
    for (YamlValue value : values) {
      text.append(text.length() == 1 ? "" : ", ").append(quoted(scalar(exception, value).text()));
    }
    return text.append(')').toString();
  }

  private static Scalar scalar(ExceptionDefinition exception, YamlValue value)
      throws ItemException {
    if (value instanceof Scalar scalar) {
      return scalar;
    }
    throw senseless(exception, "Expected values array to contain a list of strings");
  }

  /** A value as it may stand in a condition; with its own quotes it may already. */
  private static String quoted(String text) {
    boolean whole =
        text.length() > 1
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(0);
    if (whole || BARE.matcher(text).matches()) {
      return text;
    }
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static ItemException senseless(ExceptionDefinition exception, String message) {
    return ItemException.senseless(
        exception.place(), "exception '" + exception.name() + "': " + message);
  }
}
