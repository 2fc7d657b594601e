package io.gyr.rules.load;

import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.condition.Operator;
import io.gyr.rules.yaml.PlacedText;
import io.gyr.rules.yaml.YamlValue;
import io.gyr.rules.yaml.YamlValue.Mapping;
import io.gyr.rules.yaml.YamlValue.Scalar;
import io.gyr.rules.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the exceptions of a rule. */
final class ExceptionReader {

  private static final Set<String> KEYS = Set.of("name", "fields", "comps", "values");

  private final Item rule;
  private final Problems problems;

  /** Reads those of a rule's item. */
  ExceptionReader(Item rule, Problems problems) {
    this.rule = rule;
    this.problems = problems;
  }

  /** The exceptions that stand for themselves. */
  List<ExceptionDefinition> define() throws ItemException {
    List<ExceptionDefinition> all = new ArrayList<>();
    for (Item exception : items()) {
      List<YamlValue> values = values(exception);
      all.add(definition(exception, values == null ? List.of() : values));
    }
    return List.copyOf(all);
  }

  /** Those that there are, with what the item adds: a known name gets more values. */
  List<ExceptionDefinition> append(List<ExceptionDefinition> present) throws ItemException {
    List<ExceptionDefinition> all = new ArrayList<>(present);
    for (Item exception : items()) {
      List<YamlValue> values = values(exception);
      if (values == null) {
        problems.warning(
            Code.LOAD_APPEND_NO_VALUES,
            exception.place(),
            exception.subject(),
            "Overriding/appending exception with no values");
      }
      List<YamlValue> more = values == null ? List.of() : values;
      int known = indexOf(all, exception.name());
      if (known >= 0) {
        checkOnlyValues(exception, "fields");
        checkOnlyValues(exception, "comps");
        all.set(known, all.get(known).plus(more));
      } else {
        if (!exception.has("fields")) {
          throw ItemException.senseless(
              exception.place(), "Rule exception must have fields property with a list of fields");
        }
        if (more.isEmpty()) {
          throw ItemException.senseless(
              exception.place(), "Rule exception must have values property with a list of values");
        }
        all.add(definition(exception, more));
      }
    }
    return List.copyOf(all);
  }

  private static void checkOnlyValues(Item exception, String key) throws ItemException {
    if (exception.has(key)) {
      throw ItemException.senseless(
          exception.place(),
          "Can not append exception " + key + " to existing exception, only values");
    }
  }

  private List<Item> items() throws ItemException {
    List<Item> items = new ArrayList<>();
    YamlValue value = rule.mapping().get("exceptions");
    if (value == null || (value instanceof Scalar scalar && scalar.isNull())) {
      return items;
    }
    if (!(value instanceof Sequence sequence)) {
      throw Item.invalid(value.place(), "Rule exceptions must be a sequence");
    }
    Set<String> names = new HashSet<>();
    for (YamlValue element : sequence.values()) {
      if (!(element instanceof Mapping mapping)) {
        throw Item.invalid(element.place(), "Rule exception must be a mapping");
      }
      String name = new Item("exception", "", mapping).text("name").text();
      Item item = new Item("exception", name, mapping);
      Collector.warnOfKeys(item, KEYS, problems);
      if (!names.add(name)) {
        problems.warning(
            Code.LOAD_EXCEPTION_NAME_NOT_UNIQUE,
            item.place(),
            rule.subject(),
            "Multiple definitions of exception '" + name + "' in the same rule");
      }
      items.add(item);
    }
    return items;
  }

  private static int indexOf(List<ExceptionDefinition> exceptions, String name) {
    for (int i = 0; i < exceptions.size(); i++) {
      if (exceptions.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private ExceptionDefinition definition(Item item, List<YamlValue> values) throws ItemException {
    boolean single = item.mapping().get("fields") instanceof Scalar;
    List<String> fields = single ? List.of(item.text("fields").text()) : plain(item, "fields");
    if (fields.isEmpty()) {
      throw ItemException.senseless(
          item.place(), "Rule exception item must have fields property with a list of fields");
    }
    List<String> comparisons = comparisons(item, single, fields.size());
    return new ExceptionDefinition(item.name(), single, fields, comparisons, values, item.place());
  }

  private static List<String> comparisons(Item item, boolean single, int fields)
      throws ItemException {
    if (!item.has("comps")) {
      return single ? List.of("in") : Collections.nCopies(fields, "=");
    }
    if (single && !(item.mapping().get("comps") instanceof Scalar)) {
      throw ItemException.senseless(item.place(), "Fields and comps must both be strings");
    }
    if (single) {
      String comparison = item.text("comps").text();
      if (!Operator.takesList(comparison)) {
        throw ItemException.senseless(
            item.place(),
            "When fields is a single value, comps must be one of (in, pmatch, intersects)");
      }
      return List.of(comparison);
    }
    List<String> comparisons = plain(item, "comps");
    if (comparisons.size() != fields) {
      throw ItemException.senseless(item.place(), "Fields and comps lists must have equal length");
    }
    for (String comparison : comparisons) {
      if (Operator.of(comparison) == null && !Operator.takesList(comparison)) {
        throw ItemException.senseless(
            item.place(), "'" + comparison + "' is not a supported comparison operator");
      }
    }
    return comparisons;
  }

  private static @Nullable List<YamlValue> values(Item item) throws ItemException {
    YamlValue values = item.mapping().get("values");
    if (values == null) {
      return null;
    }
    if (values instanceof Sequence sequence) {
      return sequence.values();
    }
    throw Item.invalid(values.place(), "Rule exception values must be a sequence");
  }

  private static List<String> plain(Item item, String key) throws ItemException {
    return item.texts(key).stream().map(PlacedText::text).toList();
  }
}
