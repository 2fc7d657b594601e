package io.gyr.rules.program;

import io.gyr.rules.condition.Condition.Value;
import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.Modifier;
import io.gyr.rules.condition.Operator;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.match.AnyOfTexts;
import io.gyr.rules.match.Counted;
import io.gyr.rules.match.Glob;
import io.gyr.rules.match.Network;
import io.gyr.rules.match.NotText;
import io.gyr.rules.match.NumberMatcher;
import io.gyr.rules.match.Numbers;
import io.gyr.rules.match.PathPrefixes;
import io.gyr.rules.match.Regex;
import io.gyr.rules.match.TextMatcher;
import io.gyr.rules.match.TextSet;
import io.gyr.rules.match.Texts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Operators and the constants to their right, made into matchers for the type of the field to their
 * left.
 */
final class Constants {

  private Constants() {}

  static TextMatcher text(
      BoundField field, Operator operator, @Nullable Modifier modifier, List<Value> values)
      throws ConditionException {
    if (modifier == null) {
      return text(field, operator, values);
    }
    if (operator == Operator.EQUAL
        && modifier == Modifier.ANYOF
        && field.type() != FieldType.ADDRESS) {
      return text(field, Operator.IN, values);
    }
    List<TextMatcher> matchers = new ArrayList<>();
    for (Value value : values) {
      matchers.add(text(field, operator, List.of(value)));
    }
    return new Counted(matchers, least(modifier, matchers.size()), most(modifier));
  }

  static NumberMatcher number(
      BoundField field, Operator operator, @Nullable Modifier modifier, List<Value> values)
      throws ConditionException {
    if (modifier == null) {
      return number(field, operator, values);
    }
    List<NumberMatcher> matchers = new ArrayList<>();
    for (Value value : values) {
      matchers.add(number(field, operator, List.of(value)));
    }
    return new Numbers.Counted(matchers, least(modifier, matchers.size()), most(modifier));
  }

  private static int least(Modifier modifier, int all) {
    return modifier == Modifier.ALLOF ? all : 1;
  }

  private static int most(Modifier modifier) {
    return modifier == Modifier.ONEOF ? 1 : Integer.MAX_VALUE - 1;
  }

  private static TextMatcher text(BoundField field, Operator operator, List<Value> values)
      throws ConditionException {
    if (field.type() == FieldType.ADDRESS) {
      return address(field, operator, values);
    }
    return field.type() == FieldType.BYTES ? bytes(operator, values) : texts(operator, values);
  }

  /** Bytes are held one character each: so must be what they are compared with. */
  private static TextMatcher bytes(Operator operator, List<Value> values)
      throws ConditionException {
    List<Value> bytes = new ArrayList<>();
    for (Value value : values) {
      byte[] encoded =
          operator == Operator.BCONTAINS || operator == Operator.BSTARTSWITH
              ? hexadecimal(value)
              : value.text().getBytes(StandardCharsets.UTF_8);
      String text = new String(encoded, StandardCharsets.ISO_8859_1);
      bytes.add(new Value(text, value.quoted(), value.position()));
    }
    return switch (operator) {
      case BCONTAINS -> new Texts.Contains(bytes.get(0).text());
      case BSTARTSWITH -> new Texts.StartsWith(bytes.get(0).text());
      default -> texts(operator, bytes);
    };
  }

  private static TextMatcher texts(Operator operator, List<Value> values)
      throws ConditionException {
    if (operator.takesList()) {
      Set<String> texts = new TreeSet<>();
      values.forEach(value -> texts.add(value.text()));
      return operator == Operator.PMATCH ? new PathPrefixes(texts) : oneOf(texts);
    }
    Value value = values.get(0);
    String text = value.text();
    return switch (operator) {
      case EQUAL -> new Texts.Equal(text);
      case NOT_EQUAL -> new Texts.NotEqual(text);
      case LESS -> new Texts.Ordered(text, true, false);
      case LESS_OR_EQUAL -> new Texts.Ordered(text, true, true);
      case GREATER -> new Texts.Ordered(text, false, false);
      case GREATER_OR_EQUAL -> new Texts.Ordered(text, false, true);
      case CONTAINS -> new Texts.Contains(text);
      case ICONTAINS -> new Texts.ContainsIgnoringCase(text);
      case BCONTAINS -> new Texts.Contains(bytes(value));
      case STARTSWITH -> new Texts.StartsWith(text);
      case BSTARTSWITH -> new Texts.StartsWith(bytes(value));
      case ENDSWITH -> new Texts.EndsWith(text);
      case GLOB -> new Glob(text, false);
      case IGLOB -> new Glob(text, true);
      case REGEX -> regex(value);
      case IN, INTERSECTS, PMATCH, EXISTS ->
          throw new IllegalStateException("no operator with one constant: " + operator);
    };
  }

  private static NumberMatcher number(BoundField field, Operator operator, List<Value> values)
      throws ConditionException {
    if (operator == Operator.IN || operator == Operator.INTERSECTS) {
      Set<Long> numbers = new TreeSet<>();
      for (Value value : values) {
        numbers.add(parse(field, value));
      }
      return numbers.size() == 1
          ? new Numbers.Equal(numbers.iterator().next())
          : new Numbers.OneOf(numbers);
    }
    if (operator == Operator.PMATCH) {
      throw unfit(field, operator, 0);
    }
    long number = parse(field, values.get(0));
    if (field.type() == FieldType.UNSIGNED && number >= 0) {
      switch (operator) {
        case LESS -> {
          return new Numbers.Between(0, number - 1);
        }
        case LESS_OR_EQUAL -> {
          return new Numbers.Between(0, number);
        }
        case GREATER -> {
          return new Numbers.Outside(0, number);
        }
        case GREATER_OR_EQUAL -> {
          return new Numbers.Outside(0, number - 1);
        }
        default -> {
          // Equality is the same with and without a sign.
        }
      }
    }
    return switch (operator) {
      case EQUAL -> new Numbers.Equal(number);
      case NOT_EQUAL -> new Numbers.NotEqual(number);
      case LESS -> new Numbers.Between(Long.MIN_VALUE + 1, number - 1);
      case LESS_OR_EQUAL -> new Numbers.Between(Long.MIN_VALUE + 1, number);
      case GREATER -> new Numbers.Between(number + 1, Long.MAX_VALUE);
      case GREATER_OR_EQUAL -> new Numbers.Between(number, Long.MAX_VALUE);
      default -> throw unfit(field, operator, values.get(0).position());
    };
  }

  static ConditionException unfit(BoundField field, Operator operator, int position) {
    return new ConditionException(
        position, "'" + operator.text() + "' cannot be asked of '" + field.text() + "'", null);
  }

  private static TextMatcher address(BoundField field, Operator operator, List<Value> values)
      throws ConditionException {
    int position = values.isEmpty() ? 0 : values.get(0).position();
    if (operator == Operator.PMATCH) {
      throw unfit(field, operator, position);
    }
    List<TextMatcher> networks = new ArrayList<>();
    for (Value value : new LinkedHashSet<>(values)) {
      try {
        networks.add(Network.of(value.text()));
      } catch (IllegalArgumentException e) {
        throw new ConditionException(value.position(), String.valueOf(e.getMessage()), null);
      }
    }
    TextMatcher matcher = networks.size() == 1 ? networks.get(0) : new AnyOfTexts(networks);
    return switch (operator) {
      case EQUAL, IN, INTERSECTS -> matcher;
      case NOT_EQUAL -> new NotText(matcher);
      default -> throw unfit(field, operator, position);
    };
  }

  private static TextMatcher oneOf(Set<String> texts) {
    return texts.size() == 1 ? new Texts.Equal(texts.iterator().next()) : new TextSet(texts);
  }

  private static TextMatcher regex(Value value) throws ConditionException {
    try {
      return new Regex(value.text());
    } catch (com.google.re2j.PatternSyntaxException e) {
      throw new ConditionException(
          value.position(), "invalid regex pattern: " + e.getMessage(), null);
    }
  }

  private static String bytes(Value value) throws ConditionException {
    return new String(hexadecimal(value), StandardCharsets.UTF_8);
  }

  private static byte[] hexadecimal(Value value) throws ConditionException {
    try {
      return HexFormat.of().parseHex(value.text());
    } catch (IllegalArgumentException e) {
      throw new ConditionException(
          value.position(), "'" + value.text() + "' is not a row of bytes in hexadecimal", null);
    }
  }

  private static long parse(BoundField field, Value value) throws ConditionException {
    String text = value.text();
    if (field.type() == FieldType.BOOLEAN) {
      if (text.equalsIgnoreCase("true") || text.equals("1")) {
        return 1;
      }
      if (text.equalsIgnoreCase("false") || text.equals("0")) {
        return 0;
      }
      throw new ConditionException(
          value.position(), "'" + field.text() + "' is true or false, not '" + text + "'", null);
    }
    try {
      long number =
          text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text);
      if (Math.abs(number) < Long.MAX_VALUE && number != Long.MIN_VALUE) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through: said once, below, for whatever is no number.
    }
    throw new ConditionException(
        value.position(), "'" + field.text() + "' is a number, not '" + text + "'", null);
  }
}
