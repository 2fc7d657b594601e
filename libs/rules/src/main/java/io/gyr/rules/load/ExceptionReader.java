package io.gyr.rules.load;

import io.gyr.rules.yaml.PlacedText;
import io.gyr.rules.yaml.YamlValue;
import io.gyr.rules.yaml.YamlValue.Mapping;
import io.gyr.rules.yaml.YamlValue.Scalar;
import io.gyr.rules.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the exceptions of a rule. */
final class ExceptionReader {

  private ExceptionReader() {}

  /** The exceptions that an item adds to those that there are: a known name gets more values. */
  static List<ExceptionDefinition> read(Item item, List<ExceptionDefinition> present)
      throws ItemException {
    List<ExceptionDefinition> all = new ArrayList<>(present);
    YamlValue value = item.mapping().get("exceptions");
    if (value == null || (value instanceof Scalar scalar && scalar.isNull())) {
      return all;
    }
    if (!(value instanceof Sequence sequence)) {
      throw Item.invalid(value.place(), "'exceptions' has to be a list, not " + value.kind());
    }
    for (YamlValue element : sequence.values()) {
      if (!(element instanceof Mapping mapping) || !(mapping.get("name") instanceof Scalar name)) {
        throw Item.invalid(element.place(), "an exception needs the key 'name'");
      }
      int known = indexOf(all, name.text());
      if (known >= 0 && mapping.get("fields") == null) {
        all.set(known, all.get(known).plus(values(mapping)));
      } else if (known >= 0) {
        all.set(known, definition(new Item("exception", name.text(), mapping)));
      } else {
        all.add(definition(new Item("exception", name.text(), mapping)));
      }
    }
    return List.copyOf(all);
  }

  private static int indexOf(List<ExceptionDefinition> exceptions, String name) {
    for (int i = 0; i < exceptions.size(); i++) {
      if (exceptions.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static ExceptionDefinition definition(Item item) throws ItemException {
    YamlValue fields = item.mapping().get("fields");
    if (fields == null) {
      throw Item.invalid(item.place(), "exception '" + item.name() + "' needs the key 'fields'");
    }
    boolean single = fields instanceof Scalar;
    List<String> names =
        single ? List.of(((Scalar) fields).text()) : plain(Item.texts(fields, "'fields'"));
    List<String> comparisons = comparisons(item, single, names.size(), item.mapping().get("comps"));
    if (comparisons.size() != names.size()) {
      throw Item.invalid(
          item.place(),
          "exception '"
              + item.name()
              + "' has "
              + names.size()
              + " fields but "
              + comparisons.size()
              + " comps");
    }
    List<YamlValue> values = values(item.mapping());
    return new ExceptionDefinition(item.name(), single, names, comparisons, values, item.place());
  }

  private static List<String> comparisons(
      Item item, boolean single, int fields, @Nullable YamlValue comps) throws ItemException {
    if (comps == null) {
      return single ? List.of("in") : Collections.nCopies(fields, "=");
    }
    if (single != comps instanceof Scalar) {
      throw Item.invalid(
          comps.place(),
          "'comps' has to be " + (single ? "one operator" : "a list") + ", like 'fields'");
    }
    return comps instanceof Scalar scalar
        ? List.of(scalar.text())
        : plain(Item.texts(comps, "'comps' of " + item.name()));
  }

  private static List<YamlValue> values(Mapping mapping) throws ItemException {
    YamlValue values = mapping.get("values");
    if (values == null || (values instanceof Scalar scalar && scalar.isNull())) {
      return List.of();
    }
    if (values instanceof Sequence sequence) {
      return sequence.values();
    }
    throw Item.invalid(values.place(), "'values' has to be a list, not " + values.kind());
  }

  private static List<String> plain(List<PlacedText> texts) {
    return texts.stream().map(PlacedText::text).toList();
  }
}
