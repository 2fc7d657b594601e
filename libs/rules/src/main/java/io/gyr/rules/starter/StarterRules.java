package io.gyr.rules.starter;

import io.gyr.rules.RuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rules and sequences that Gyr starts with. */
public final class StarterRules {

  private StarterRules() {}

  /**
   * The files for system calls, in the order in which they are to be loaded.
   *
   * @throws UncheckedIOException when they are missing from the build
   */
  public static List<RuleFile> load() {
    return List.of(file("gyr_rules.yaml"), file("gyr_sequences.yaml"));
  }

  /**
   * The files for Kubernetes audit events and CloudTrail records.
   *
   * @throws UncheckedIOException when they are missing from the build
   */
  public static List<RuleFile> audit() {
    return List.of(file("gyr_k8s_audit_rules.yaml"), file("gyr_cloudtrail_rules.yaml"));
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
