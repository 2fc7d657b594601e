package io.gyr.api.http;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Serves the description of the API. It is kept by hand; a test holds it to the routes. */
public final class OpenApiRoutes implements Routes {
  private static final String RESOURCE = "/openapi.json";

  private final byte[] document;

  /** Loads the description. */
  public OpenApiRoutes() {
    try (InputStream in = OpenApiRoutes.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not in the jar");
      }
      document = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(
        "/api/openapi.json", context -> context.contentType("application/json").result(document));
  }
}
