package io.gyr.promql.rulefile;

import io.gyr.promql.text.Durations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The fields of one mapping, read strictly: what has no place in it or another type is a problem,
 * in the words of Go's YAML library.
 */
final class YamlFields {
  private final Node node;
  private final Map<String, Node> values = new HashMap<>();
  private final List<String> problems;

  /**
   * The fields of {@code node}.
   *
   * @param type what Prometheus calls it
   * @param known the fields that there are
   * @param problems takes what is wrong
   */
  YamlFields(Node node, String type, Set<String> known, List<String> problems) {
    this.node = node;
    this.problems = problems;
    if (!(node instanceof MappingNode mapping)) {
      if (!isNull(node)) {
        problems.add(cannot(node, type));
      }
      return;
    }
    Map<String, Integer> lines = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = key(tuple, type, lines, problems);
      if (key != null && known.contains(key)) {
        values.put(key, tuple.getValueNode());
      } else if (key != null) {
        problems.add(line(tuple.getKeyNode()) + "field " + key + " not found in type " + type);
      }
    }
  }

  /** The key, null if it has none that counts. */
  private static @Nullable String key(
      NodeTuple tuple, String type, Map<String, Integer> lines, List<String> problems) {
    if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
      problems.add(cannot(tuple.getKeyNode(), type));
      return null;
    }
    String key = scalar.getValue();
    Integer before = lines.putIfAbsent(key, YamlTree.line(scalar));
    if (before == null) {
      return key;
    }
    problems.add(line(scalar) + "mapping key \"" + key + "\" already defined at line " + before);
    return null;
  }

  private static boolean isNull(Node node) {
    return Tag.NULL.equals(node.getTag());
  }

  private static String line(Node node) {
    return "line " + YamlTree.line(node) + ": ";
  }

  private static String cannot(Node node, String type) {
    String tag = "!!" + node.getTag().getValue().replaceFirst("^.*:", "");
    String value = node instanceof ScalarNode scalar ? " `" + scalar.getValue() + "`" : "";
    return line(node) + "cannot unmarshal " + tag + value + " into " + type;
  }

  /** The place of the mapping as {@code line:column}. */
  String place() {
    return YamlTree.place(node);
  }

  /** The place of a field's value; of the mapping if it is not there. */
  String place(String field) {
    Node value = values.get(field);
    return value == null ? place() : YamlTree.place(value);
  }

  /** A text, empty if there is none. */
  String text(String field) {
    Node value = values.get(field);
    return value == null ? "" : text(value);
  }

  private String text(Node value) {
    if (isNull(value)) {
      return "";
    }
    if (value instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    problems.add(cannot(value, "string"));
    return "";
  }

  /** A whole number, 0 if there is none. */
  int number(String field) {
    Node value = values.get(field);
    if (value == null || isNull(value)) {
      return 0;
    }
    if (value instanceof ScalarNode scalar && scalar.getValue().matches("[+-]?[0-9]{1,9}")) {
      return Integer.parseInt(scalar.getValue());
    }
    problems.add(cannot(value, "int"));
    return 0;
  }

  /** A duration in milliseconds, null if there is none. */
  @Nullable Long duration(String field) {
    Node value = values.get(field);
    if (value == null || isNull(value)) {
      return null;
    }
    if (!(value instanceof ScalarNode scalar)) {
      problems.add(cannot(value, "string"));
      return null;
    }
    try {
      return Durations.parse(scalar.getValue());
    } catch (IllegalArgumentException e) {
      problems.add(line(value) + e.getMessage());
      return null;
    }
  }

  /** Texts by name, in the order of their names. */
  SortedMap<String, String> texts(String field) {
    SortedMap<String, String> texts = new TreeMap<>();
    Node value = values.get(field);
    if (value == null || isNull(value)) {
      return texts;
    }
    if (!(value instanceof MappingNode mapping)) {
      problems.add(cannot(value, "map[string]string"));
      return texts;
    }
    Map<String, Integer> lines = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = key(tuple, "string", lines, problems);
      if (key != null) {
        texts.put(key, text(tuple.getValueNode()));
      }
    }
    return texts;
  }

  /**
   * The elements of a list.
   *
   * @param type what Prometheus calls one
   */
  List<Node> list(String field, String type) {
    Node value = values.get(field);
    if (value == null || isNull(value)) {
      return List.of();
    }
    if (value instanceof SequenceNode sequence) {
      return new ArrayList<>(sequence.getValue());
    }
    problems.add(cannot(value, "[]" + type));
    return List.of();
  }
}
