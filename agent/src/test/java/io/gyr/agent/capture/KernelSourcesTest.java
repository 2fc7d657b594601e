package io.gyr.agent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.inspector.event.EventLayout;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The two sides of the border agree, and what is shipped was made from what is written. */
class KernelSourcesTest {
  private static final Path SOURCES = Path.of("src/main/c");

  @Test
  void theObjectsWereMadeFromTheseSources() throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.list(SOURCES)) {
      files = all.filter(f -> f.toString().matches(".*\\.[ch]")).sorted().toList();
    }
    ByteArrayOutputStream sources = new ByteArrayOutputStream();
    for (Path file : files) {
      sources.write(Files.readAllBytes(file));
    }
    String hash =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(sources.toByteArray()));
    try (InputStream recorded = Capture.class.getResourceAsStream("gyr.bpf.sha256")) {
      assertThat(new String(Objects.requireNonNull(recorded).readAllBytes()).strip())
          .as("run agent/src/main/c/build.sh and commit the objects with the sources")
          .isEqualTo(hash);
    }
  }

  @Test
  void bothSidesCountTheSameWay() throws Exception {
    Map<String, Long> defined = new HashMap<>();
    Matcher matcher =
        Pattern.compile("#define (\\w+) \\(?(1ULL << )?(\\d+)\\)?")
            .matcher(Files.readString(SOURCES.resolve("gyr_event.h")));
    while (matcher.find()) {
      long value = Long.parseLong(matcher.group(3));
      defined.put(matcher.group(1), matcher.group(2) == null ? value : 1L << value);
    }
    assertThat(defined).hasSizeGreaterThan(30);
    int checked = 0;
    for (Field field : EventLayout.class.getDeclaredFields()) {
      String name = field.getName();
      String theirs =
          name.startsWith("KIND_")
              ? "EVENT_" + name.substring(5)
              : name.startsWith("FLAG_") ? "EVENT_" + name : name;
      if (defined.containsKey(theirs)) {
        field.setAccessible(true);
        assertThat(field.getInt(null)).as(theirs).isEqualTo(defined.get(theirs).intValue());
        checked++;
      }
    }
    assertThat(checked).isEqualTo(4 + 4 + 9 + 1);
    assertThat(KernelSpec.ENABLED).isEqualTo(defined.get("SPEC_ENABLED"));
    assertThat(KernelSpec.ONLY_OK).isEqualTo(defined.get("SPEC_ONLY_OK"));
    assertThat(KernelSpec.ONLY_FAILED).isEqualTo(defined.get("SPEC_ONLY_FAILED"));
    assertThat(KernelSpec.SLIM).isEqualTo(defined.get("SPEC_SLIM"));
    assertThat(KernelSpec.FILE_OF_RESULT).isEqualTo(defined.get("SPEC_FILE_OF_RESULT"));
    assertThat(KernelSpec.SOCKET_OF_ARGUMENT).isEqualTo(defined.get("SPEC_SOCKET_OF_ARGUMENT"));
    assertThat(KernelSpec.SOCKET_OF_RESULT).isEqualTo(defined.get("SPEC_SOCKET_OF_RESULT"));
    assertThat(KernelSpec.CWD).isEqualTo(defined.get("SPEC_CWD"));
    assertThat(KernelSpec.FCNTL).isEqualTo(defined.get("SPEC_FCNTL"));
    assertThat(KernelSpec.CLONE_PROCESS).isEqualTo(defined.get("SPEC_CLONE"));
  }
}
