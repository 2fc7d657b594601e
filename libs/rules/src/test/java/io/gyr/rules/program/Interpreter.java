package io.gyr.rules.program;

import io.gyr.rules.Event;
import io.gyr.rules.condition.Condition;
import io.gyr.rules.condition.Condition.And;
import io.gyr.rules.condition.Condition.Comparison;
import io.gyr.rules.condition.Condition.Exists;
import io.gyr.rules.condition.Condition.FieldComparison;
import io.gyr.rules.condition.Condition.Not;
import io.gyr.rules.condition.Condition.Or;
import io.gyr.rules.condition.Condition.Value;
import io.gyr.rules.condition.FieldReference;
import io.gyr.rules.condition.Operator;
import io.gyr.rules.condition.Transformer;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.FieldException;
import io.gyr.rules.field.FieldTable;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.ValueText;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What a condition means, said as plainly as can be: walks the syntax tree and compares values as
 * objects. The yardstick for the compiled form, with which it shares nothing below the fields.
 */
final class Interpreter {

  private final FieldTable fields;

  Interpreter(FieldTable fields) {
    this.fields = fields;
  }

  boolean holds(Condition condition, Event event) {
    if (condition instanceof And and) {
      return and.operands().stream().filter(operand -> !holds(operand, event)).count() == 0;
    }
    if (condition instanceof Or or) {
      return or.operands().stream().filter(operand -> holds(operand, event)).count() > 0;
    }
    if (condition instanceof Not not) {
      return !holds(not.operand(), event);
    }
    if (condition instanceof Exists exists) {
      return value(exists.field(), event) != null;
    }
    if (condition instanceof FieldComparison comparison) {
      return holds(comparison, event);
    }
    return holds((Comparison) condition, event);
  }

  private boolean holds(FieldComparison comparison, Event event) {
    Object left = value(comparison.field(), event);
    Object right = value(comparison.other(), event);
    if (left == null || right == null) {
      return false;
    }
    if (left instanceof List<?> lefts && right instanceof List<?> rights) {
      return comparison.operator() == Operator.IN
          ? rights.containsAll(lefts)
          : lefts.stream().anyMatch(rights::contains);
    }
    String constant = right.toString();
    return switch (comparison.operator()) {
      case BCONTAINS -> left.toString().contains(constant);
      case BSTARTSWITH -> left.toString().startsWith(constant);
      default -> compare(left, FieldType.TEXT, comparison.operator(), constant);
    };
  }

  private boolean holds(Comparison comparison, Event event) {
    Object value = value(comparison.field(), event);
    if (value == null) {
      return false;
    }
    BoundField field = bound(comparison.field());
    if (!(value instanceof List<?> values)) {
      return holds(value, field, comparison);
    }
    boolean every =
        field.isWhole()
            ? comparison.operator() == Operator.IN || comparison.operator() == Operator.NOT_EQUAL
            : comparison.operator() == Operator.NOT_EQUAL
                && (field.type() == FieldType.PORT || field.type() == FieldType.ADDRESS);
    return every
        ? values.stream().allMatch(element -> holds(element, field, comparison))
        : values.stream().anyMatch(element -> holds(element, field, comparison));
  }

  private static boolean holds(Object value, BoundField field, Comparison comparison) {
    long matching = 0;
    for (Value constant : comparison.values()) {
      matching += compare(value, field.type(), comparison.operator(), constant.text()) ? 1 : 0;
    }
    if (comparison.modifier() == null) {
      return matching > 0;
    }
    return switch (comparison.modifier()) {
      case ONEOF -> matching == 1;
      case ANYOF -> matching > 0;
      case ALLOF -> matching == comparison.values().size();
    };
  }

  private static boolean compare(Object value, FieldType type, Operator operator, String constant) {
    String text = value.toString();
    boolean same =
        value instanceof Long number
            ? number.equals(Long.decode(constant))
            : type == FieldType.ADDRESS ? inNetwork(text, constant) : text.equals(constant);
    int order =
        value instanceof Long number
            ? Long.compare(number, Long.decode(constant))
            : text.compareTo(constant);
    return switch (operator) {
      case EQUAL, IN, INTERSECTS -> same;
      case NOT_EQUAL -> !same;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case CONTAINS -> text.contains(constant);
      case ICONTAINS -> text.toLowerCase(Locale.ROOT).contains(constant.toLowerCase(Locale.ROOT));
      case BCONTAINS -> text.contains(bytes(constant));
      case STARTSWITH -> text.startsWith(constant);
      case BSTARTSWITH -> text.startsWith(bytes(constant));
      case ENDSWITH -> text.endsWith(constant);
      case GLOB -> text.matches(expression(constant));
      case IGLOB ->
          text.toLowerCase(Locale.ROOT).matches(expression(constant.toLowerCase(Locale.ROOT)));
      case REGEX -> text.matches(constant);
      case PMATCH -> isBelow(text, constant);
      case EXISTS -> throw new IllegalArgumentException(operator.text());
    };
  }

  private static boolean isBelow(String path, String prefix) {
    List<String> names = List.of(path.replaceAll("^/+|/+$", "").split("/+"));
    List<String> wanted = List.of(prefix.replaceAll("^/+|/+$", "").split("/+"));
    return names.size() >= wanted.size() && names.subList(0, wanted.size()).equals(wanted);
  }

  private static boolean inNetwork(String address, String network) {
    try {
      String[] parts = network.split("/");
      byte[] one = InetAddress.getByName(address).getAddress();
      byte[] other = InetAddress.getByName(parts[0]).getAddress();
      int bits = parts.length == 1 ? 8 * other.length : Integer.parseInt(parts[1]);
      int rest = 8 * other.length - bits;
      return one.length == other.length
          && new BigInteger(1, one)
              .shiftRight(rest)
              .equals(new BigInteger(1, other).shiftRight(rest));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String bytes(String hexadecimal) {
    return new String(HexFormat.of().parseHex(hexadecimal), StandardCharsets.UTF_8);
  }

  private static String expression(String glob) {
    return glob.replace("?", ".").replace("*", ".*");
  }

  private Object value(FieldReference field, Event event) {
    Object value = ValueText.value(bound(field), event);
    List<Transformer> transformers = field.transformers();
    for (int i = transformers.size() - 1; i >= 0 && value != null; i--) {
      Transformer transformer = transformers.get(i);
      if (value instanceof List<?> list) {
        value =
            transformer == Transformer.LEN
                ? (Object) (long) list.size()
                : list.stream()
                    .map(element -> transformed(element, transformer))
                    .filter(Objects::nonNull)
                    .toList();
        value = value instanceof List<?> left && left.isEmpty() ? null : value;
      } else {
        value = transformed(value, transformer);
      }
    }
    return value;
  }

  private static Object transformed(Object value, Transformer transformer) {
    String text = value.toString();
    return switch (transformer) {
      case VAL -> value;
      case TOLOWER -> text.toLowerCase(Locale.ROOT);
      case TOUPPER -> text.toUpperCase(Locale.ROOT);
      case BASENAME -> text.replaceAll("^.*/", "");
      case LEN -> (long) text.getBytes(StandardCharsets.UTF_8).length;
      case B64 -> decoded(text);
    };
  }

  private static Object decoded(String text) {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private BoundField bound(FieldReference field) {
    try {
      return fields.bind(field.name(), field.argument());
    } catch (FieldException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
