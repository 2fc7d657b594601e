package io.gyr.agent.queue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/**
 * When a queue was created: with the host and the index it is the identity of each entry, so it
 * must stay as long as the queue does. One line of decimal digits, nanoseconds UTC since 1970.
 */
final class EpochFile {
  private EpochFile() {}

  /**
   * Reads {@code file}, or creates it with the time now.
   *
   * @throws IOException if it cannot be read or written, or holds anything but a number
   */
  static long readOrCreate(Path file) throws IOException {
    if (Files.exists(file)) {
      String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw new IOException(
            file + ": '" + text + "' is no time in nanoseconds; delete the queue directory", e);
      }
    }
    Instant now = Instant.now();
    long epoch = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    Path draft = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(draft, epoch + "\n", StandardCharsets.US_ASCII);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return epoch;
  }
}
