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

  private static final List<String> KINDS = List.of("rule", "macro", "list", "sequence");

  private ItemReader() {}

  /** The items of a file in order; what is wrong goes to the problems. */
  static List<Item> read(SourceText source, Problems problems) {
    List<Item> items = new ArrayList<>();
    try {
      for (YamlValue document : YamlReader.read(source)) {
        if (document instanceof Scalar scalar && scalar.isNull()) {
          continue;
        }
        if (!(document instanceof Sequence sequence)) {
          problems.error(
              Code.LOAD_ERR_YAML_VALIDATE,
              document.place(),
              null,
              "a rule file is a list of items, not " + document.kind());
          continue;
        }
        for (YamlValue value : sequence.values()) {
          addItem(value, items, problems);
        }
      }
    } catch (YamlException e) {
      problems.error(Code.LOAD_ERR_YAML_PARSE, e.place(), null, String.valueOf(e.getMessage()));
    }
    return items;
  }

  private static void addItem(YamlValue value, List<Item> items, Problems problems) {
    if (!(value instanceof Mapping mapping)) {
      problems.error(
          Code.LOAD_ERR_YAML_VALIDATE,
          value.place(),
          null,
          "an item is a mapping with rule, macro, list or sequence, not " + value.kind());
      return;
    }
    for (String kind : KINDS) {
      YamlValue name = mapping.get(kind);
      if (name instanceof Scalar scalar && !scalar.isNull() && !scalar.text().isBlank()) {
        items.add(new Item(kind, scalar.text(), mapping));
        return;
      }
      if (name != null) {
        problems.error(
            Code.LOAD_ERR_YAML_VALIDATE,
            name.place(),
            null,
            "the name of a " + kind + " is missing");
        return;
      }
    }
    if (mapping.get("required_engine_version") == null
        && mapping.get("required_plugin_versions") == null) {
      problems.warning(
          Code.LOAD_UNKNOWN_ITEM,
          mapping.place(),
          null,
          "neither rule, macro, list nor sequence; left out");
    }
  }
}
