package io.gyr.api.otlp;

import java.util.Map;

/** UCUM units as words of metric names, as Prometheus spells them. */
final class Units {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          // Time
          Map.entry("d", "days"),
          Map.entry("h", "hours"),
          Map.entry("min", "minutes"),
          Map.entry("s", "seconds"),
          Map.entry("ms", "milliseconds"),
          Map.entry("us", "microseconds"),
          Map.entry("ns", "nanoseconds"),
          // Bytes
          Map.entry("By", "bytes"),
          Map.entry("KiBy", "kibibytes"),
          Map.entry("MiBy", "mebibytes"),
          Map.entry("GiBy", "gibibytes"),
          Map.entry("TiBy", "tibibytes"),
          Map.entry("KBy", "kilobytes"),
          Map.entry("MBy", "megabytes"),
          Map.entry("GBy", "gigabytes"),
          Map.entry("TBy", "terabytes"),
          // SI
          Map.entry("m", "meters"),
          Map.entry("V", "volts"),
          Map.entry("A", "amperes"),
          Map.entry("J", "joules"),
          Map.entry("W", "watts"),
          Map.entry("g", "grams"),
          // Others
          Map.entry("Cel", "celsius"),
          Map.entry("Hz", "hertz"),
          Map.entry("1", ""),
          Map.entry("%", "percent"));

  private static final Map<String, String> PER =
      Map.of(
          "s", "second", "m", "minute", "h", "hour", "d", "day", "w", "week", "mo", "month", "y",
          "year");

  private Units() {}

  /** Word for the unit in front of the slash; empty for none and for a mere annotation. */
  static String main(String unit) {
    return word(unit.split("/", 2)[0].strip(), WORDS);
  }

  /** Word for the unit behind the slash, in the singular; empty for none. */
  static String per(String unit) {
    String[] parts = unit.split("/", 2);
    return parts.length < 2 ? "" : word(parts[1].strip(), PER);
  }

  private static String word(String unit, Map<String, String> words) {
    if (unit.contains("{") || unit.contains("}")) {
      return "";
    }
    return words.getOrDefault(unit, unit).replaceAll("[^a-zA-Z0-9]+", "_").replaceAll("^_|_$", "");
  }
}
