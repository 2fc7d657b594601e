package io.gyr.api.config;

import io.gyr.rules.RuleFile;
import io.gyr.rules.starter.StarterRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a new installation begins with: the starter rules and one alert. */
public final class FirstConfiguration {
  private static final String ALERT = "host-cpu";

  private FirstConfiguration() {}

  /** Puts it into {@code store}; it is published with everything else that is stored. */
  public static void store(ConfigStore store) {
    for (RuleFile file : StarterRules.load()) {
      String name = file.name().replaceFirst("\\.ya?ml$", "");
      store.put(ConfigKind.RULES, name, file.content());
    }
    store.put(ConfigKind.ALERTS, ALERT, resource(ALERT + ".yaml"));
  }

  private static String resource(String name) {
    try (InputStream in = FirstConfiguration.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("not in the class path: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
