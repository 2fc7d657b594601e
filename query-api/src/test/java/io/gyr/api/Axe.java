package io.gyr.api;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The accessibility checker that the console's build brings along. */
final class Axe {
  private Axe() {}

  /** What keeps people from using the page as it is now. */
  static List<?> seriousProblems(Page page) {
    page.evaluate(source());
    return (List<?>)
        page.evaluate(
            "async () => (await axe.run()).violations"
                + ".filter(v => v.impact === 'serious' || v.impact === 'critical')"
                + ".map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 150)).join(' | '))");
  }

  private static String source() {
    try {
      return Files.readString(Path.of("ui/node_modules/axe-core/axe.min.js"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
