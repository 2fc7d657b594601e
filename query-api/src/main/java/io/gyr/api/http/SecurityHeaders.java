package io.gyr.api.http;

import io.javalin.http.Context;

/**
 * Headers that every response carries. The page loads nothing from elsewhere and may not be framed;
 * styles may be set inline because the virtual list positions its rows that way. There is no CORS
 * header at all, so that no other origin reads an answer.
 */
final class SecurityHeaders {
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self' 'unsafe-inline'",
          "img-src 'self' data:",
          "font-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'");

  private SecurityHeaders() {}

  static void set(Context context) {
    context.header("Content-Security-Policy", POLICY);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("X-Frame-Options", "DENY");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    context.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    if (context.path().startsWith("/api/")) {
      context.header("Cache-Control", "no-store");
    }
  }
}
