package io.gyr.component;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Fills a record whose components carry {@link Setting} from keys and values. Component types:
 * String, int, long, double, boolean, {@link Path} and {@code List<String>} (comma separated). An
 * unknown key is an error that names the nearest known one. All problems are reported together.
 */
public final class Settings {
  private Settings() {}

  /**
   * Reads settings from command-line arguments: {@code --config FILE} names a properties file,
   * {@code key=value} sets one key and wins over the file.
   *
   * @throws SettingsException if anything is unknown, missing or malformed
   */
  public static <T extends Record> T fromArguments(Class<T> type, String... arguments) {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> overrides = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      int equals = argument.indexOf('=');
      if (argument.equals("--config") && i + 1 < arguments.length) {
        values.putAll(fromFile(Path.of(arguments[++i])));
      } else if (equals > 0 && !argument.startsWith("-")) {
        overrides.put(argument.substring(0, equals), argument.substring(equals + 1));
      } else {
        throw new SettingsException(
            List.of("'" + argument + "': expected --config FILE or key=value"));
      }
    }
    values.putAll(overrides);
    return read(type, values);
  }

  /**
   * Builds the record from {@code values}.
   *
   * @throws SettingsException if anything is unknown, missing or malformed
   */
  public static <T extends Record> T read(Class<T> type, Map<String, String> values) {
    List<String> problems = new ArrayList<>();
    Map<String, String> left = new TreeMap<>(values);
    RecordComponent[] components = type.getRecordComponents();
    Object[] parsed = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Setting setting = setting(components[i]);
      String text = left.remove(setting.key());
      if (text == null) {
        text = setting.defaultValue();
      }
      if (text.equals(Setting.REQUIRED)) {
        problems.add(setting.key() + ": is required (" + setting.description() + ")");
        continue;
      }
      try {
        parsed[i] = parse(components[i].getType(), text.strip());
      } catch (IllegalArgumentException e) {
        String shown = setting.secret() ? "the value given" : "'" + text + "'";
        problems.add(
            setting.key() + ": " + shown + " is no " + components[i].getType().getSimpleName());
      }
    }
    for (String unknown : left.keySet()) {
      problems.add(unknown + ": unknown setting, did you mean " + nearest(type, unknown) + "?");
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return construct(type, components, parsed);
  }

  /** The keys of {@code type} in declaration order with default and description, for help texts. */
  public static List<Setting> describe(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(Settings::setting).toList();
  }

  private static Map<String, String> fromFile(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new SettingsException(List.of(file + ": cannot be read: " + e.getMessage()));
    }
    Map<String, String> values = new LinkedHashMap<>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return values;
  }

  private static Setting setting(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalStateException(component + " has no @Setting");
    }
    return setting;
  }

  private static Object parse(Class<?> type, String text) {
    if (type == String.class) {
      return text;
    } else if (type == int.class) {
      return Integer.valueOf(text);
    } else if (type == long.class) {
      return Long.valueOf(text);
    } else if (type == double.class) {
      return Double.valueOf(text);
    } else if (type == boolean.class) {
      if (!text.equals("true") && !text.equals("false")) {
        throw new IllegalArgumentException(text);
      }
      return Boolean.valueOf(text);
    } else if (type == Path.class) {
      return Path.of(text);
    } else if (type == List.class) {
      return text.isEmpty() ? List.of() : List.of(text.split("\\s*,\\s*"));
    }
    throw new IllegalStateException("settings of type " + type + " are not supported");
  }

  private static <T extends Record> T construct(
      Class<T> type, RecordComponent[] components, Object[] parsed) {
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(parsed);
    } catch (InvocationTargetException e) {
      String message = e.getCause() == null ? e.toString() : String.valueOf(e.getCause());
      throw new SettingsException(List.of(message));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String nearest(Class<? extends Record> type, String unknown) {
    return describe(type).stream()
        .map(Setting::key)
        .min(Comparator.comparingInt(key -> distance(key, unknown)))
        .orElse("none");
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
