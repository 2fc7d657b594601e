package io.gyr.benchmarks.size;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files below a folder that somebody else may be writing. */
final class FolderSize {
  private FolderSize() {}

  /** Bytes of all files that stayed while they were counted. */
  static long of(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        return of(folder);
      }
      throw e;
    }
  }
}
