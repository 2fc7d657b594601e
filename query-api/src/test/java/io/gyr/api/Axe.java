package io.gyr.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The accessibility checker that the console's build brings along. */
final class Axe {
  private Axe() {}

  static String source() {
    try {
      return Files.readString(Path.of("ui/node_modules/axe-core/axe.min.js"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
