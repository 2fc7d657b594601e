package io.gyr.standalone.components;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Random passwords, made at the first start and kept in files that only their owner can read. */
final class Secret {
  private static final int BYTES = 24;

  private Secret() {}

  /** The secret in {@code file}, which is created with a new one if it does not exist. */
  static String in(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      write(file, HexFormat.of().formatHex(random));
    }
    return Files.readString(file).strip();
  }

  /** Writes {@code text} to {@code file} with mode 600, replacing what was there. */
  static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }
}
