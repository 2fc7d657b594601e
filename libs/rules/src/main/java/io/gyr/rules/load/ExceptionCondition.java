package io.gyr.rules.load;

import io.gyr.rules.condition.Operator;
import io.gyr.rules.yaml.PlacedText;
import io.gyr.rules.yaml.YamlValue;
import io.gyr.rules.yaml.YamlValue.Scalar;
import io.gyr.rules.yaml.YamlValue.Sequence;
import java.util.List;

/**
 * Writes exceptions as what they mean, a part of the condition: {@code (condition) and not ((a = x
 * and b = y) or ...)}. As text, since values may name lists, like everything that stands in
 * parentheses.
 */
final class ExceptionCondition {

  private ExceptionCondition() {}

  /** The condition of a rule with its exceptions taken out of it. */
  static PlacedText of(RuleDefinition rule) throws ItemException {
    PlacedText condition = rule.condition();
    for (ExceptionDefinition exception : rule.exceptions()) {
      if (!exception.values().isEmpty()) {
        String text = exception.single() ? single(exception) : rows(exception);
        condition =
            PlacedText.made("(", condition.place(0))
                .plus(condition)
                .plus(PlacedText.made(") and not (" + text + ")", exception.place()));
      }
    }
    return condition;
  }

  private static String single(ExceptionDefinition exception) throws ItemException {
    String field = exception.fields().get(0);
    String comparison = exception.comparisons().get(0);
    if (takesList(comparison)) {
      return field + " " + comparison + " " + list(exception, exception.values());
    }
    StringBuilder text = new StringBuilder();
    for (YamlValue value : exception.values()) {
      text.append(text.isEmpty() ? "" : " or ");
      text.append(field)
          .append(' ')
          .append(comparison)
          .append(' ')
          .append(scalar(exception, value));
    }
    return text.toString();
  }

  private static String rows(ExceptionDefinition exception) throws ItemException {
    StringBuilder text = new StringBuilder();
    for (YamlValue value : exception.values()) {
      int fields = exception.fields().size();
      if (!(value instanceof Sequence row) || row.values().size() != fields) {
        throw Item.invalid(
            value.place(),
            "exception '"
                + exception.name()
                + "': every element of 'values' needs "
                + fields
                + " values, one for each field");
      }
      text.append(text.isEmpty() ? "(" : " or (");
      for (int i = 0; i < fields; i++) {
        String comparison = exception.comparisons().get(i);
        text.append(i == 0 ? "" : " and ").append(exception.fields().get(i)).append(' ');
        text.append(comparison).append(' ');
        text.append(
            takesList(comparison)
                ? list(exception, elements(row.values().get(i)))
                : scalar(exception, row.values().get(i)));
      }
      text.append(')');
    }
    return text.toString();
  }

  private static boolean takesList(String comparison) {
    Operator operator = Operator.of(comparison);
    return operator != null && operator.takesList();
  }

  private static List<YamlValue> elements(YamlValue value) {
    return value instanceof Sequence sequence ? sequence.values() : List.of(value);
  }

  private static String list(ExceptionDefinition exception, List<YamlValue> values)
      throws ItemException {
    StringBuilder text = new StringBuilder("(");
    for (YamlValue value : values) {
      text.append(text.length() == 1 ? "" : ", ").append(scalar(exception, value));
    }
    return text.append(')').toString();
  }

  private static String scalar(ExceptionDefinition exception, YamlValue value)
      throws ItemException {
    if (!(value instanceof Scalar scalar)) {
      throw Item.invalid(
          value.place(),
          "exception '" + exception.name() + "': expected one value, not " + value.kind());
    }
    String text = scalar.text();
    if (text.startsWith("(") && text.endsWith(")") && text.length() > 2) {
      // A list written as text, Falco's other way: its elements go where the list goes.
      return text.substring(1, text.length() - 1);
    }
    boolean quoted =
        text.length() > 1 && text.charAt(0) == '"' && text.charAt(text.length() - 1) == '"';
    if (quoted || text.matches("[^()\"'\\s=,\\\\]+")) {
      return text;
    }
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
