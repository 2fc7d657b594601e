package io.gyr.promql.labels;

import io.gyr.promql.text.Quoted;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The labels of a series: pairs of name and value sorted by name, no name twice, no value empty.
 * Immutable.
 */
public final class Labels implements Comparable<Labels> {
  /** The label that holds the metric name. */
  public static final String NAME = "__name__";

  /** The label that holds the metric type, where type and unit labels are switched on. */
  public static final String TYPE = "__type__";

  /** The label that holds the unit, where type and unit labels are switched on. */
  public static final String UNIT = "__unit__";

  /** The label that holds the upper bound of a classic histogram's bucket. */
  public static final String BUCKET = "le";

  /** No labels. */
  public static final Labels EMPTY = new Labels(new String[0]);

  /** Name, value, name, value, ... */
  private final String[] pairs;

  private int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
  }

  /** Labels of a map; empty values are left out. */
  public static Labels of(Map<String, String> labels) {
    TreeMap<String, String> sorted = new TreeMap<>(labels);
    sorted.values().removeIf(String::isEmpty);
    if (sorted.isEmpty()) {
      return EMPTY;
    }
    String[] pairs = new String[2 * sorted.size()];
    int i = 0;
    for (Map.Entry<String, String> label : sorted.entrySet()) {
      pairs[i++] = label.getKey();
      pairs[i++] = label.getValue();
    }
    return new Labels(pairs);
  }

  /** Labels of alternating names and values. */
  public static Labels of(String... namesAndValues) {
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return of(map);
  }

  /**
   * Labels of names and values that are as they shall be: sorted by name, no name twice, no value
   * empty. The array becomes theirs.
   */
  public static Labels ofSorted(String[] namesAndValues) {
    return namesAndValues.length == 0 ? EMPTY : new Labels(namesAndValues);
  }

  /** Number of labels. */
  public int size() {
    return pairs.length / 2;
  }

  /** Name of the label at {@code index}. */
  public String name(int index) {
    return pairs[2 * index];
  }

  /** Value of the label at {@code index}. */
  public String value(int index) {
    return pairs[2 * index + 1];
  }

  /** Value of a label, empty if there is none. */
  public String get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return "";
  }

  /** The metric name, empty if there is none. */
  public String metricName() {
    return get(NAME);
  }

  /** These labels with one set, or removed if the value is empty. */
  public Labels with(String name, String value) {
    SortedMap<String, String> map = toMap();
    map.put(name, value);
    return of(map);
  }

  /** Only the labels whose name is wanted. */
  public Labels filter(Predicate<String> wanted) {
    String[] kept = new String[pairs.length];
    int length = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      if (wanted.test(pairs[i])) {
        kept[length++] = pairs[i];
        kept[length++] = pairs[i + 1];
      }
    }
    if (length == pairs.length) {
      return this;
    }
    return length == 0 ? EMPTY : new Labels(Arrays.copyOf(kept, length));
  }

  /** Only the labels named. */
  public Labels keep(Collection<String> names) {
    return filter(names::contains);
  }

  /** All but the labels named. */
  public Labels without(Collection<String> names) {
    return filter(name -> !names.contains(name));
  }

  /** Without the name, type and unit of the metric, which an operation on its values makes void. */
  public Labels withoutMetadata() {
    return filter(name -> !name.equals(NAME) && !name.equals(TYPE) && !name.equals(UNIT));
  }

  /** The labels as a new map, sorted by name. */
  public SortedMap<String, String> toMap() {
    TreeMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  /** The order of Prometheus's answers: label by label, name before value, fewer first. */
  @Override
  public int compareTo(Labels other) {
    int common = Math.min(pairs.length, other.pairs.length);
    for (int i = 0; i < common; i++) {
      // What series of an index have in common is the same object, which equals() sees at once.
      if (!pairs[i].equals(other.pairs[i])) {
        return pairs[i].compareTo(other.pairs[i]);
      }
    }
    return Integer.compare(pairs.length, other.pairs.length);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Labels labels
            && hashCode() == labels.hashCode()
            && Arrays.equals(pairs, labels.pairs));
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = Arrays.hashCode(pairs);
    }
    return hash;
  }

  /** As {@code {a="b", c="d"}}, names in quotes where they are not plain. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < pairs.length; i += 2) {
      if (i > 0) {
        text.append(", ");
      }
      text.append(LabelNames.isPlain(pairs[i]) ? pairs[i] : Quoted.of(pairs[i]));
      text.append('=').append(Quoted.of(pairs[i + 1]));
    }
    return text.append('}').toString();
  }
}
