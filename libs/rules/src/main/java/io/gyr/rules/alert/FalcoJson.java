package io.gyr.rules.alert;

import io.gyr.rules.Match;
import io.gyr.rules.Rule;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Alerts as JSON objects of Falco's shape, keys in alphabetical order: hostname, output,
 * output_fields, priority, rule, source, tags, time. The values of the fields keep their type, and
 * what an event does not have is null. Immutable. Shape as of Falco 0.44,
 * userspace/engine/formats.cpp.
 *
 * @param hostname whose alerts they are
 * @param time how the time in the output's text is written, and under which name it stands among
 *     the fields
 */
public record FalcoJson(String hostname, TimeFormat time) {

  private static final Pattern TIME_OF_DAY_IN_OUTPUT = Pattern.compile("%evt\\.time(?!\\.?[a-z_])");

  /** One alert, on one line and without an end of line of its own. */
  public String line(Match match) {
    Rule rule = match.rule();
    return new JsonText()
        .raw("{\"hostname\":")
        .value(hostname)
        .raw(",\"output\":")
        .value(new FalcoText(time).line(match))
        .raw(",\"output_fields\":")
        .value(fields(match))
        .raw(",\"priority\":")
        .value(rule.priority().text())
        .raw(",\"rule\":")
        .value(rule.name())
        .raw(",\"source\":")
        .value(rule.source())
        .raw(",\"tags\":")
        .value(new TreeSet<>(rule.tags()))
        .raw(",\"time\":")
        .value(TimeFormat.utc(match.timeNs()))
        .raw("}")
        .toString();
  }

  private Map<String, @Nullable Object> fields(Match match) {
    Map<String, @Nullable Object> fields = new TreeMap<>(match.outputFields());
    if (time == TimeFormat.ISO_8601
        && !TIME_OF_DAY_IN_OUTPUT.matcher(match.rule().output()).find()) {
      fields.remove("evt.time");
    }
    fields.put(time.field(), match.timeNs());
    return fields;
  }
}
