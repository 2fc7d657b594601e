package io.gyr.api.auth;

import io.gyr.api.http.ApiError;
import io.gyr.api.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request to an API through only with a valid token in its header: as a bearer token or, for
 * clients that know nothing else, as the password of HTTP's basic authentication with any name.
 */
public final class BearerAuth implements Routes {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";
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
    routes.before("/prometheus/api/*", this::check);
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
    String token = after(BEARER, header);
    if (token == null) {
      token = password(after(BASIC, header));
    }
    return token == null || token.isEmpty() || token.length() > MAX_CHARS ? null : token;
  }

  private static @Nullable String after(String scheme, @Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, scheme, 0, scheme.length())) {
      return null;
    }
    return header.substring(scheme.length()).strip();
  }

  private static @Nullable String password(@Nullable String encoded) {
    if (encoded == null) {
      return null;
    }
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? null : pair.substring(colon + 1);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
