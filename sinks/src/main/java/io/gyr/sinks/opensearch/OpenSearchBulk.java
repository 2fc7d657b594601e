package io.gyr.sinks.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The two requests that the sink makes. Not thread-safe. */
final class OpenSearchBulk {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String url;

  /**
   * What became of one document.
   *
   * @param outcome whether it is stored
   * @param reason what OpenSearch said; empty for stored ones
   */
  record Item(Outcome outcome, String reason) {}

  /** The whole request was refused, and will be each time. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /** What became of one document. */
  enum Outcome {
    /** It is there, in this or a later version. */
    STORED,
    /** OpenSearch had no room or time for it. */
    AGAIN,
    /** It will never take it. */
    REJECTED
  }

  OpenSearchBulk(String url) {
    this.url = url;
  }

  /** Puts the index template, so that indices are made with the mapping. */
  void putTemplate() throws IOException, InterruptedException {
    HttpResponse<String> response =
        send(
            "PUT",
            "/_index_template/" + EventIndex.TEMPLATE,
            EventIndex.template().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    if (response.statusCode() != 200) {
      throw new IOException(url + ": index template refused: " + response.body());
    }
    // Indices that an earlier version made learn the fields that are new; there may be none.
    HttpResponse<String> existing =
        send(
            "PUT",
            "/" + EventIndex.PATTERN + "/_mapping",
            EventIndex.mapping().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    if (existing.statusCode() != 200 && existing.statusCode() != 404) {
      throw new IOException(url + ": mapping refused: " + existing.body());
    }
  }

  /**
   * Makes the index of an event's time, if it is missing: while OpenSearch makes one by itself, for
   * the first document, searches fail.
   */
  void createIndex(long timeNs) throws IOException, InterruptedException {
    HttpResponse<String> response = send("PUT", "/" + EventIndex.of(timeNs), new byte[0]);
    boolean exists = response.body().contains("resource_already_exists_exception");
    if (response.statusCode() != 200 && !exists) {
      throw new IOException(url + ": index refused: " + response.body());
    }
  }

  /**
   * Sends a bulk request.
   *
   * @return one item per document, in order
   * @throws RefusedException if the request is too large or no request because of one document
   * @throws IOException if OpenSearch did not answer or took none
   */
  List<Item> send(byte[] body) throws IOException, InterruptedException, RefusedException {
    HttpResponse<String> response = send("POST", "/_bulk", body);
    if (response.statusCode() == BAD_REQUEST || response.statusCode() == TOO_LARGE) {
      throw new RefusedException(response.body());
    }
    if (response.statusCode() != 200) {
      throw new IOException(url + "/_bulk: status " + response.statusCode());
    }
    List<Item> items = new ArrayList<>();
    for (JsonNode item : JSON.readTree(response.body()).get("items")) {
      JsonNode index = item.get("index");
      int status = index.get("status").asInt();
      if (status < 300 || status == CONFLICT) {
        items.add(new Item(Outcome.STORED, ""));
      } else if (status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
        items.add(new Item(Outcome.AGAIN, index.path("error").toString()));
      } else {
        items.add(new Item(Outcome.REJECTED, index.path("error").toString()));
      }
    }
    return items;
  }

  private HttpResponse<String> send(String method, String path, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", type(path))
            .method(method, BodyPublishers.ofByteArray(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static String type(String path) {
    return path.equals("/_bulk") ? "application/x-ndjson" : "application/json";
  }
}
