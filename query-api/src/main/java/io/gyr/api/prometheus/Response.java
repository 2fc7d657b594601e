package io.gyr.api.prometheus;

import io.gyr.api.prometheus.json.JsonOutput;
import io.javalin.http.Context;
import java.io.IOException;

/** What a request that succeeds is answered. */
sealed interface Response permits Reply, Response.Message {
  /** Sends it. */
  void send(Context context) throws IOException;

  /** Bytes that have their encoding already. */
  record Message(String contentType, String encoding, byte[] bytes) implements Response {
    @Override
    public void send(Context context) throws IOException {
      context.contentType(contentType).header("Content-Encoding", encoding);
      // Straight to the client: it must not be compressed once more.
      context.res().getOutputStream().write(bytes);
    }
  }

  /** Where JSON goes to. */
  static JsonOutput json(Context context) {
    context.contentType("application/json");
    return new JsonOutput(context.outputStream());
  }
}
