package io.gyr.api.http;

import io.javalin.config.RoutesConfig;

/** Something that answers requests; one per concept. */
public interface Routes {
  /** Adds its routes, once, before the server starts. */
  void addTo(RoutesConfig routes);
}
