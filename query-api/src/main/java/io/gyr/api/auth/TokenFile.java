package io.gyr.api.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Hands a new token over in a file that only its owner reads. */
public final class TokenFile {
  private TokenFile() {}

  /**
   * Writes {@code token} and a line end to {@code file}, in place of what is there.
   *
   * @throws IOException if that is not possible; no part of the token is left then
   */
  public static void write(Path file, String token) throws IOException {
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.resolveSibling("").normalize());
    // The permissions are there from the first moment, and a reader sees the whole token or none.
    Path temporary = target.resolveSibling(target.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    Files.createFile(
        temporary,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(temporary, token + "\n", StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    Files.move(
        temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
