package io.gyr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in, over a real database. */
class AuthIT {
  @TempDir static Path directory;
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = new RunningApi(directory);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void everyApiRouteNeedsAToken() {
    for (String route : api.routes()) {
      String path =
          route.substring(route.indexOf(' ') + 1).replace("{id}", "x").replace("{name}", "x");
      if (route.startsWith("GET /api")) {
        RunningApi.Answer answer = api.send(api.bare(path));
        assertThat(answer.status()).as(route).isEqualTo(401);
        assertThat(answer.error())
            .isEqualTo("A token is needed: Send the header Authorization: Bearer TOKEN");
      }
    }
    assertThat(api.send(api.bare("/api/nothing")).status()).isEqualTo(401);
  }

  @Test
  void aWrongTokenIsRefused() {
    RunningApi.Answer answer =
        api.send(api.bare("/api/v2/rules").header("Authorization", "Bearer gyr_0000"));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.error()).startsWith("The token is not valid");
    assertThat(answer.response().headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void theFirstTokenIsInAFileThatOnlyItsOwnerReads() throws Exception {
    Path file = Path.of(api.settings().get("api.token_file"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(api.token()).matches("gyr_[0-9a-f]{64}");
    assertThat(api.get("/api/v2/rules").status()).isEqualTo(200);
  }

  @Test
  void theCommandMakesATokenAndReplacesTheOneOfTheSameName() throws Exception {
    Path config = directory.resolve("api.properties");
    StringBuilder text = new StringBuilder();
    api.settings().forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    Files.writeString(config, text);
    String old = create(config);
    String recent = create(config);
    assertThat(status(old)).isEqualTo(401);
    assertThat(status(recent)).isEqualTo(200);
  }

  @Test
  void theCommandSaysWhatIsMissing() {
    assertThat(CreateToken.run("--config", "nowhere")).isEqualTo(2);
  }

  @Test
  void healthAndPageNeedNoTokenAndHaveStrictHeaders() {
    await().until(() -> api.send(api.bare("/readyz")).status() == 200);
    for (String path : new String[] {"/healthz", "/readyz", "/metrics", "/"}) {
      RunningApi.Answer answer = api.send(api.bare(path));
      assertThat(answer.status()).as(path).isEqualTo(200);
      Map<String, List<String>> headers = answer.response().headers().map();
      assertThat(headers.get("content-security-policy").get(0)).contains("default-src 'none'");
      assertThat(headers).doesNotContainKeys("access-control-allow-origin", "server");
    }
  }

  private static String create(Path config) throws Exception {
    Path out = directory.resolve("other");
    String[] arguments = {"--config", config.toString(), "--name", "ci", "--out", out.toString()};
    assertThat(CreateToken.run(arguments)).isZero();
    return Files.readString(out).strip();
  }

  private static int status(String token) {
    return api.send(api.bare("/api/v2/alerts/").header("Authorization", "Bearer " + token))
        .status();
  }
}
