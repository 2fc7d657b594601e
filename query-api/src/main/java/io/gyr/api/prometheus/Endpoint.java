package io.gyr.api.prometheus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.api.http.Json;
import io.gyr.api.prometheus.store.StoreException;
import io.gyr.promql.engine.QueryException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One kind of request: what answers it, within Prometheus's envelope for answers and errors. */
final class Endpoint implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

  /** Answers requests. */
  interface Answers {
    /** The response to one request. */
    Response respond(Context context, Arguments arguments) throws IOException;
  }

  private final Answers answers;

  Endpoint(Answers answers) {
    this.answers = answers;
  }

  @Override
  public void handle(Context context) throws IOException {
    Response response;
    try {
      response = answers.respond(context, new Arguments(context));
    } catch (Problem problem) {
      fail(context, problem);
      return;
    } catch (QueryException problem) {
      fail(context, Problem.of(problem));
      return;
    } catch (StoreException problem) {
      fail(context, Problem.of(problem));
      return;
    } catch (HttpResponseException problem) {
      fail(context, Problem.badData(String.valueOf(problem.getMessage())), problem.getStatus());
      return;
    } catch (RuntimeException problem) {
      String id = UUID.randomUUID().toString();
      LOG.error("{} {} failed, error {}", context.method().name(), context.path(), id, problem);
      fail(context, new Problem(Problem.Type.INTERNAL, "internal error " + id));
      return;
    }
    response.send(context);
  }

  private static void fail(Context context, Problem problem) {
    fail(context, problem, problem.type().status());
  }

  private static void fail(Context context, Problem problem, int status) {
    ObjectNode body = Json.object();
    body.put("status", "error")
        .put("errorType", problem.type().toString())
        .put("error", String.valueOf(problem.getMessage()));
    context.status(status).contentType("application/json").result(Json.bytes(body));
  }
}
