package io.gyr.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a rule file.
 *
 * @param name what problems call it, usually its path
 * @param content its text
 */
public record RuleFile(String name, String content) {

  /** A longer file is refused: Falco's own largest is a sixteenth of this. */
  public static final int MAX_CHARACTERS = 1024 * 1024;

  /**
   * Reads a file. A file that is too long is read only so far that loading refuses it.
   *
   * @throws IOException when it cannot be read
   */
  public static RuleFile read(Path path) throws IOException {
    try (var in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(4 * MAX_CHARACTERS + 1);
      return new RuleFile(path.toString(), new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
