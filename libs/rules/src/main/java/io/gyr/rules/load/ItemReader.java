package io.gyr.rules.load;

import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.yaml.SourceText;
import io.gyr.rules.yaml.YamlException;
import io.gyr.rules.yaml.YamlReader;
import io.gyr.rules.yaml.YamlValue;
import io.gyr.rules.yaml.YamlValue.Mapping;
import io.gyr.rules.yaml.YamlValue.Scalar;
import io.gyr.rules.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.List;

/** Finds the items of a file. */
final class ItemReader {

  /** What an item can be, by the key that says it; the first that is there counts. */
  private static final List<String> KINDS =
      List.of(Requirements.ENGINE, Requirements.PLUGINS, "list", "macro", "rule");

  private ItemReader() {}

  /** The items of a file in order; what is wrong goes to the problems. */
  static List<Item> read(SourceText source, Problems problems) {
    List<Item> items = new ArrayList<>();
    try {
      for (YamlValue document : YamlReader.read(source)) {
        if (document instanceof Sequence sequence) {
          sequence.values().forEach(value -> addItem(value, items, problems));
        } else if (!isNull(document)) {
          problems.error(
              Code.LOAD_ERR_YAML_VALIDATE,
              document.place(),
              null,
              "Rules content is not yaml array of objects, but " + document.kind());
        }
      }
    } catch (YamlException e) {
      problems.error(Code.LOAD_ERR_YAML_PARSE, e.place(), null, String.valueOf(e.getMessage()));
    }
    return items;
  }

  private static boolean isNull(YamlValue value) {
    return value instanceof Scalar scalar && scalar.isNull();
  }

  private static void addItem(YamlValue value, List<Item> items, Problems problems) {
    if (isNull(value)) {
      return;
    }
    if (!(value instanceof Mapping mapping)) {
      problems.error(
          Code.LOAD_ERR_YAML_VALIDATE,
          value.place(),
          null,
          "Unexpected element type. Each element should be a yaml associative array, not "
              + value.kind());
      return;
    }
    for (String kind : KINDS) {
      YamlValue name = mapping.get(kind);
      if (name != null) {
        addItem(kind, name, mapping, items, problems);
        return;
      }
    }
    problems.warning(
        Code.LOAD_UNKNOWN_ITEM, mapping.place(), null, "Unknown top level item; left out");
  }

  private static void addItem(
      String kind, YamlValue name, Mapping mapping, List<Item> items, Problems problems) {
    if (kind.equals(Requirements.ENGINE) || kind.equals(Requirements.PLUGINS)) {
      items.add(new Item(kind, "", mapping));
    } else if (name instanceof Scalar scalar && !scalar.isNull() && !scalar.text().isEmpty()) {
      items.add(new Item(kind, scalar.text(), mapping));
    } else {
      problems.error(
          Code.LOAD_ERR_YAML_VALIDATE,
          name.place(),
          new Subject(kind, "", mapping.place()),
          "Mapping for key '" + kind + "' is empty or not a scalar value");
    }
  }
}
