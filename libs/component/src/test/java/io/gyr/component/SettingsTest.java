package io.gyr.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  record Example(
      @Setting(key = "example.name", description = "Who") String name,
      @Setting(key = "example.interval_s", defaultValue = "10", description = "How often")
          int intervalSeconds,
      @Setting(key = "example.dir", defaultValue = "/tmp", description = "Where") Path dir,
      @Setting(key = "example.tags", defaultValue = "", description = "What") List<String> tags,
      @Setting(
              key = "example.password",
              defaultValue = "0",
              description = "Secret number",
              secret = true)
          long password) {}

  @Test
  void fillsWhatIsNotGivenWithTheDefaults() {
    assertThat(Settings.read(Example.class, Map.of("example.name", "a")))
        .isEqualTo(new Example("a", 10, Path.of("/tmp"), List.of(), 0));
  }

  @Test
  void argumentsWinOverTheFile(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("e.properties"), "example.name=f\nexample.tags=x, y");
    Example example =
        Settings.fromArguments(
            Example.class, "--config", file.toString(), "example.name=argument=1");
    assertThat(example.name()).isEqualTo("argument=1");
    assertThat(example.tags()).containsExactly("x", "y");
  }

  @Test
  void reportsAllProblemsTogetherAndNamesTheNearestKey() {
    assertThatThrownBy(
            () ->
                Settings.read(
                    Example.class,
                    Map.of("example.intervall_s", "5", "example.dir", "/", "example.tags", "")))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "example.name: is required (Who)\n"
                + "example.intervall_s: unknown setting, did you mean example.interval_s?");
  }

  @Test
  void neverPrintsASecret() {
    assertThatThrownBy(
            () ->
                Settings.read(
                    Example.class, Map.of("example.name", "n", "example.password", "hunter2")))
        .hasMessageContaining("example.password")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void refusesArgumentsOfAnotherForm() {
    assertThatThrownBy(() -> Settings.fromArguments(Example.class, "--verbose"))
        .hasMessageContaining("'--verbose': expected --config FILE or key=value");
  }
}
