package io.gyr.inspector.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A passwd or group file under the root of a process. Whoever owns the container shapes that file:
 * links are not followed (they would lead out of the container), nothing but a plain file is opened
 * (a pipe would never end), and only so much is read.
 */
final class NameFile {
  private static final int MAX_BYTES = 1 << 18;
  private static final int MAX_NAMES = 4_096;

  private NameFile() {}

  /** Names by id; null if the process is gone, empty if it has no such file. */
  static @Nullable Map<Long, String> read(Path root, String name) {
    if (!Files.exists(root.resolve("."))) {
      return null;
    }
    Path directory = root.resolve("etc");
    Path file = directory.resolve(name);
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) || !isPlain(file)) {
      return Map.of();
    }
    String text = ProcFile.text(file, MAX_BYTES);
    return text == null ? Map.of() : parse(text);
  }

  static Map<Long, String> parse(String text) {
    Map<Long, String> names = new HashMap<>();
    for (String line : text.split("\n")) {
      String[] fields = line.split(":", 4);
      if (fields.length >= 3 && names.size() < MAX_NAMES && fields[2].matches("\\d{1,10}")) {
        names.putIfAbsent(Long.parseLong(fields[2]), fields[0]);
      }
    }
    return names;
  }

  private static boolean isPlain(Path file) {
    try {
      return Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isRegularFile();
    } catch (IOException e) {
      return false;
    }
  }
}
