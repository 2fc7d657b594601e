package io.gyr.sinks.cassandra.chunk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the chunks of a metric stay, by class of metric: the first class whose prefix the name
 * begins with decides; what no class says is as long as the resolution has it. Immutable.
 */
public final class Retentions {
  /** A class of metrics: what their names begin with, and how long they stay. */
  public record MetricClass(String prefix, Map<Resolution, Duration> retention) {
    /**
     * A class.
     *
     * @throws IllegalArgumentException if a retention is not at least one second
     */
    public MetricClass {
      retention = Map.copyOf(retention);
      retention.forEach(
          (resolution, duration) -> {
            if (duration.toSeconds() < 1 || duration.toSeconds() > MAX_SECONDS) {
              throw new IllegalArgumentException(
                  prefix
                      + ": retention "
                      + duration
                      + " of "
                      + resolution
                      + " is not between one second and 20 years");
            }
          });
    }
  }

  /** Cassandra's own limit. */
  private static final long MAX_SECONDS = 20L * 365 * 24 * 3600;

  private static final Pattern ENTRY =
      Pattern.compile("(open|full|1m|10m|1h|1d)=([1-9][0-9]{0,5})([mhd])");

  private final List<MetricClass> classes;

  /** Retentions by these classes, the first one first. */
  public Retentions(List<MetricClass> classes) {
    this.classes = new ArrayList<>(classes);
  }

  /**
   * Reads classes: {@code node_ full=12h 1h=400d; container_ 1m=5d}. Each begins with what the
   * names begin with, and says for some of the resolutions {@code open}, {@code full}, {@code 1m},
   * {@code 10m}, {@code 1h}, {@code 1d} how many minutes, hours or days ({@code m}, {@code h},
   * {@code d}) chunks stay. An empty text is no class.
   *
   * @throws IllegalArgumentException if the text is not like this
   */
  public static Retentions parse(String text) {
    List<MetricClass> classes = new ArrayList<>();
    for (String part : text.split(";", -1)) {
      List<String> words = List.of(part.strip().split("\\s+"));
      if (words.get(0).isEmpty()) {
        continue;
      }
      Map<Resolution, Duration> retention = new EnumMap<>(Resolution.class);
      for (String word : words.subList(1, words.size())) {
        Matcher matcher = ENTRY.matcher(word);
        if (!matcher.matches()) {
          throw new IllegalArgumentException(
              "retention of " + words.get(0) + ": '" + word + "' is not like full=12h or 1h=400d");
        }
        Duration duration = Duration.parse(iso(matcher.group(2), matcher.group(3)));
        retention.put(resolution(matcher.group(1)), duration);
      }
      classes.add(new MetricClass(words.get(0), retention));
    }
    return new Retentions(classes);
  }

  private static String iso(String number, String unit) {
    return unit.equals("d") ? "P" + number + "D" : "PT" + number + unit;
  }

  private static Resolution resolution(String name) {
    return switch (name) {
      case "open" -> Resolution.OPEN;
      case "full" -> Resolution.FULL;
      case "1m" -> Resolution.ONE_MINUTE;
      case "10m" -> Resolution.TEN_MINUTES;
      case "1h" -> Resolution.ONE_HOUR;
      default -> Resolution.ONE_DAY;
    };
  }

  /**
   * Seconds that a chunk which is written long after its span still stays, as if it had been
   * written when the span was over; 0 if it would be gone.
   */
  public int secondsLeft(String metric, Resolution resolution, long spanStartMs, long nowMs) {
    int seconds = seconds(metric, resolution);
    long overMs = spanStartMs + resolution.span().toMillis();
    long left = seconds - Math.floorDiv(nowMs - overMs, 1000L);
    return (int) Math.max(0, Math.min(seconds, left));
  }

  /** Seconds that a chunk of {@code metric} stays after it was written. */
  public int seconds(String metric, Resolution resolution) {
    for (MetricClass candidate : classes) {
      if (metric.startsWith(candidate.prefix())) {
        Duration own = candidate.retention().get(resolution);
        return (int) (own == null ? resolution.retention() : own).toSeconds();
      }
    }
    return (int) resolution.retention().toSeconds();
  }
}
