package io.gyr.inspector.fd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePathTest {
  @ParameterizedTest
  @CsvSource({
    "/home/me, /etc/passwd, /etc/passwd",
    "/home/me, notes, /home/me/notes",
    "/, etc, /etc",
    "/home/me, ../you/./a, /home/you/a",
    "/home/me, ., /home/me",
    "/home/me, ../../../.., /",
    "/home, .hidden, /home/.hidden",
    "/x, /a//b/, /a/b",
    "'', notes, notes",
    "/x, '', ''",
  })
  void resolves(String base, String path, String expected) {
    assertThat(FilePath.resolve(base, path)).isEqualTo(expected);
  }
}
