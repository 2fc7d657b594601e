package io.gyr.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document and the routes say the same. */
class OpenApiIT {
  @Test
  void documentAndRoutesAgree(@TempDir Path directory) {
    try (RunningApi api = new RunningApi(directory)) {
      JsonNode document = api.get("/api/openapi.json").body();
      List<String> documented = new ArrayList<>();
      document
          .path("paths")
          .properties()
          .forEach(
              path ->
                  path.getValue()
                      .fieldNames()
                      .forEachRemaining(
                          method ->
                              documented.add(
                                  method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
      List<String> routes = new ArrayList<>(api.routes());
      // The page is no part of the API.
      routes.removeAll(List.of("GET /", "GET /explore", "GET /favicon.svg", "GET /assets/{file}"));
      // The document says that these are the same.
      List<String> twins =
          routes.stream().filter(route -> route.contains(" /prometheus/")).sorted().toList();
      routes.removeAll(twins);
      assertThat(twins)
          .isNotEmpty()
          .containsExactlyElementsOf(
              routes.stream()
                  .filter(route -> route.contains(" /api/v1/") || route.contains(" /-/"))
                  .map(route -> route.replaceFirst(" ", " /prometheus"))
                  .sorted()
                  .toList());
      assertThat(documented).containsExactlyInAnyOrderElementsOf(routes);
      assertThat(references(document)).isNotEmpty().allMatch(each -> has(document, each));
    }
  }

  private static List<String> references(JsonNode document) {
    return document.findValuesAsText("$ref");
  }

  private static boolean has(JsonNode document, String reference) {
    return !document.at(reference.substring(1)).isMissingNode();
  }
}
