package io.gyr.api.auth;

import io.gyr.api.http.ApiError;
import io.gyr.api.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request under {@code /api/}, or under a path of the same rank that clients of others have
 * built in, through only with a valid token in its header.
 */
public final class BearerAuth implements Routes {
  private static final String SCHEME = "Bearer ";
  private static final int MAX_CHARS = 200;

  private final TokenStore tokens;

  /** Asks {@code tokens} on every request, so that a withdrawn token ends at once. */
  public BearerAuth(TokenStore tokens) {
    this.tokens = tokens;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.before("/api", this::check);
    routes.before("/api/*", this::check);
    // Paths that clients of others have built in.
    routes.before("/prometheus/*", this::check);
    routes.before("/v1/*", this::check);
  }

  private void check(Context context) {
    String token = token(context.header("Authorization"));
    if (token == null) {
      throw ApiError.unauthorized(
          "A token is needed", "Send the header Authorization: Bearer TOKEN");
    }
    if (tokens.nameOf(token).isEmpty()) {
      throw ApiError.unauthorized(
          "The token is not valid", "It is unknown, withdrawn or expired; ask for a new one");
    }
  }

  private static @Nullable String token(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    String token = header.substring(SCHEME.length()).strip();
    return token.isEmpty() || token.length() > MAX_CHARS ? null : token;
  }
}
