package io.gyr.inspector.proc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reading small files that may vanish meanwhile. */
final class ProcFile {
  private static final int MAX_BYTES = 1 << 16;
  private static final int MAX_ARGUMENTS = 4_096;

  private ProcFile() {}

  /** The text of a file, its beginning if it is long; null if it cannot be read. */
  static @Nullable String text(Path file) {
    return text(file, MAX_BYTES);
  }

  static @Nullable String text(Path file, int maxBytes) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(maxBytes), UTF_8);
    } catch (IOException e) {
      return null;
    }
  }

  /** Where a link points; null if it cannot be read. */
  static @Nullable String link(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return null;
    }
  }

  /** The texts of a file that ends each with a NUL. */
  static List<String> nulSeparated(Path file) {
    String text = text(file, MAX_ARGUMENTS);
    if (text == null || text.isEmpty()) {
      return List.of();
    }
    String[] parts = text.split("\0", -1);
    boolean ended = text.endsWith("\0");
    return Arrays.asList(parts).subList(0, ended ? parts.length - 1 : parts.length);
  }

  /** What follows a key at the beginning of a line; null without such a line. */
  static @Nullable String field(String text, String key) {
    for (String line : text.split("\n")) {
      if (line.startsWith(key)) {
        return line.substring(key.length()).strip();
      }
    }
    return null;
  }
}
