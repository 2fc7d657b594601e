package io.gyr.api.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A stored rule file or alert.
 *
 * @param name unique within its kind
 * @param version first 12 hex digits of the SHA-256 of the content
 * @param content YAML
 * @param updated when it was stored
 */
public record ConfigFile(String name, String version, String content, Instant updated) {
  private static final int VERSION_CHARS = 12;

  /** The version of {@code content}. */
  static String versionOf(String content) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, VERSION_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
