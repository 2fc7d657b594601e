package io.gyr.rules.starter;

import io.gyr.rules.RuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rules that Gyr starts with. */
public final class StarterRules {

  private static final String FILE = "gyr_rules.yaml";

  private StarterRules() {}

  /**
   * The files, in the order in which they are to be loaded.
   *
   * @throws UncheckedIOException when they are missing from the build
   */
  public static List<RuleFile> load() {
    try (InputStream in = StarterRules.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IOException("not in the class path: " + FILE);
      }
      return List.of(new RuleFile(FILE, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
