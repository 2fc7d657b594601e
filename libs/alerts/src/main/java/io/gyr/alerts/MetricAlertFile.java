package io.gyr.alerts;

import io.gyr.alerts.MetricAlert.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A metric alert as people write it:
 *
 * <pre>
 * alert: Host CPU is busy
 * metric: gyr_host_cpu_used_ratio
 * scope: {job: gyr-agent}     # optional
 * segment_by: [host_name]     # optional
 * aggregate: avg              # over time: avg, sum, min, max
 * over_s: 60
 * group: max                  # over the series of a segment; optional, avg
 * condition: "> 0.9"
 * severity: warning
 * </pre>
 */
public final class MetricAlertFile {
  private static final int LARGEST_BYTES = 64 << 10;
  private static final int DEEPEST = 10;
  private static final long LONGEST_WINDOW_S = 86_400;
  private static final Pattern CONDITION = Pattern.compile("(>=|<=|>|<)\\s*(-?[0-9.eE+-]+)");
  private static final Set<String> KEYS =
      Set.of(
          "alert",
          "metric",
          "scope",
          "segment_by",
          "aggregate",
          "over_s",
          "group",
          "condition",
          "severity");
  private static final List<String> SEVERITIES =
      List.of(
          "emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug");

  private final Map<?, ?> map;

  private MetricAlertFile(Map<?, ?> map) {
    this.map = map;
  }

  /**
   * Reads an alert.
   *
   * @throws IllegalArgumentException if it is none; the message says which key is wrong and why
   */
  public static MetricAlert read(String yaml, String version) {
    if (yaml.length() > LARGEST_BYTES) {
      throw new IllegalArgumentException("larger than " + LARGEST_BYTES + " bytes");
    }
    Object content;
    try {
      refuseDeepNesting(yaml);
      content =
          new Load(LoadSettings.builder().setMaxAliasesForCollections(0).build())
              .loadFromString(yaml);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException("no YAML: " + e.getMessage(), e);
    }
    if (!(content instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("expected a map with the key 'alert'");
    }
    for (Object key : map.keySet()) {
      if (!KEYS.contains(String.valueOf(key))) {
        throw new IllegalArgumentException("unknown key '" + key + "', known are " + KEYS);
      }
    }
    return new MetricAlertFile(map).alert(version);
  }

  /** Before it is loaded: the loader calls itself for each level, and its stack would overflow. */
  private static void refuseDeepNesting(String yaml) {
    int depth = 0;
    for (Event event : new Parse(LoadSettings.builder().build()).parseString(yaml)) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > DEEPEST) {
        throw new IllegalArgumentException("nested deeper than " + DEEPEST + " levels");
      }
    }
  }

  private MetricAlert alert(String version) {
    Matcher condition = CONDITION.matcher(text("condition", null));
    if (!condition.matches()) {
      throw new IllegalArgumentException("condition: expected '> 0.9' or the like");
    }
    Comparison comparison =
        switch (condition.group(1)) {
          case ">" -> Comparison.ABOVE;
          case ">=" -> Comparison.AT_LEAST;
          case "<" -> Comparison.BELOW;
          default -> Comparison.AT_MOST;
        };
    return new MetricAlert(
        text("alert", null),
        version,
        text("metric", null),
        scope(),
        segmentBy(),
        aggregation("aggregate"),
        seconds("over_s") * 1000,
        aggregation("group"),
        comparison,
        number("condition", condition.group(2)),
        severity());
  }

  private String text(String key, @Nullable String otherwise) {
    Object value = map.get(key);
    if (value == null && otherwise != null) {
      return otherwise;
    }
    if (value == null || value instanceof Map || value instanceof List) {
      throw new IllegalArgumentException(key + ": expected a text");
    }
    return value.toString().strip();
  }

  private Map<String, String> scope() {
    Map<String, String> scope = new TreeMap<>();
    if (map.get("scope") instanceof Map<?, ?> labels) {
      labels.forEach((label, value) -> scope.put(String.valueOf(label), String.valueOf(value)));
    } else if (map.get("scope") != null) {
      throw new IllegalArgumentException("scope: expected a map of labels to values");
    }
    return scope;
  }

  private List<String> segmentBy() {
    List<String> labels = new ArrayList<>();
    if (map.get("segment_by") instanceof List<?> list) {
      list.forEach(label -> labels.add(String.valueOf(label)));
    } else if (map.get("segment_by") != null) {
      throw new IllegalArgumentException("segment_by: expected a list of labels");
    }
    return labels;
  }

  private Aggregation aggregation(String key) {
    String word = text(key, "avg").toUpperCase(Locale.ROOT);
    try {
      return Aggregation.valueOf(word);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + ": expected avg, sum, min or max", e);
    }
  }

  private long seconds(String key) {
    double seconds = number(key, text(key, null));
    if (!(seconds >= 1 && seconds <= LONGEST_WINDOW_S)) { // As NaN is neither.
      throw new IllegalArgumentException(key + ": expected 1 to " + LONGEST_WINDOW_S);
    }
    return (long) seconds;
  }

  private static double number(String key, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + ": '" + text + "' is no number", e);
    }
  }

  private int severity() {
    String word = text("severity", "warning").toLowerCase(Locale.ROOT);
    int named = SEVERITIES.indexOf(word);
    if (named >= 0) {
      return named;
    }
    if (word.matches("[0-7]")) {
      return Integer.parseInt(word);
    }
    throw new IllegalArgumentException("severity: expected 0 to 7 or one of " + SEVERITIES);
  }
}
