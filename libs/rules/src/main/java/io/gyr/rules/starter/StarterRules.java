package io.gyr.rules.starter;

import io.gyr.rules.RuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rules and sequences that Gyr starts with. */
public final class StarterRules {

  private static final List<String> FILES = List.of("gyr_rules.yaml", "gyr_sequences.yaml");

  private StarterRules() {}

  /**
   * The files, in the order in which they are to be loaded.
   *
   * @throws UncheckedIOException when they are missing from the build
   */
  public static List<RuleFile> load() {
    return FILES.stream().map(StarterRules::file).toList();
  }

  private static RuleFile file(String name) {
    try (InputStream in = StarterRules.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("not in the class path: " + name);
      }
      return new RuleFile(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
