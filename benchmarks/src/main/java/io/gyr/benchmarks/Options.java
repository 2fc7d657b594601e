package io.gyr.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Command-line options of a benchmark, each {@code --name value}. An unknown one is an error. */
public final class Options {
  private final Map<String, String> values = new LinkedHashMap<>();

  private Options(Map<String, String> defaults) {
    values.putAll(defaults);
  }

  /**
   * Reads {@code arguments}; ends the process with 2 and the known options if one is wrong.
   *
   * @param defaults name to value of every option that there is
   */
  public static Options read(String[] arguments, Map<String, String> defaults) {
    Options options = new Options(defaults);
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i].replaceFirst("^--", "");
      if (!arguments[i].startsWith("--")
          || !defaults.containsKey(name)
          || i + 1 == arguments.length) {
        System.err.println(
            Arrays.toString(arguments) + ": expected --name value, with names and defaults:");
        for (String known : new TreeSet<>(defaults.keySet())) {
          System.err.println("  --" + known + " " + defaults.get(known));
        }
        System.exit(2);
      }
      options.values.put(name, arguments[i + 1]);
    }
    return options;
  }

  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }

  public int number(String name) {
    return Integer.parseInt(text(name));
  }
}
