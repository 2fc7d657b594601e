package io.gyr.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a route throws into {@code {"errors":[{"message","reason"}]}}. */
final class ErrorResponses {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

  private ErrorResponses() {}

  static void install(RoutesConfig routes) {
    routes.exception(ApiError.class, (error, context) -> write(context, error));
    routes.exception(
        HttpResponseException.class,
        (error, context) ->
            write(
                context,
                error.getStatus(),
                String.valueOf(error.getMessage()),
                context.method().name() + " " + context.path()));
    routes.exception(Exception.class, (error, context) -> unexpected(context, error));
  }

  private static void write(Context context, ApiError error) {
    if (error.status() == 401) {
      context.header("WWW-Authenticate", "Bearer realm=\"gyr\"");
    }
    write(context, error.status(), String.valueOf(error.getMessage()), error.reason());
  }

  private static void write(Context context, int status, String message, String reason) {
    ObjectNode body = Json.object();
    body.putArray("errors").addObject().put("message", message).put("reason", reason);
    context.status(status).contentType("application/json").result(Json.bytes(body));
  }

  /** The caller learns an id and nothing else; the log has the id and the cause. */
  private static void unexpected(Context context, Exception error) {
    String id = UUID.randomUUID().toString();
    LOG.error("{} {} failed, error {}", context.method().name(), context.path(), id, error);
    write(context, 500, "Internal error " + id, "The server's log has the cause under this id");
  }
}
