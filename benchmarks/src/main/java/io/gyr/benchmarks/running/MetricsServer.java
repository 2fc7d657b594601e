package io.gyr.benchmarks.running;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who answers Prometheus's HTTP API, as a client sees it. Thread-safe. */
public final class MetricsServer {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String name;
  private final String url;
  private final @Nullable String token;

  /**
   * A server.
   *
   * @param token for bearer authentication, null if it needs none
   */
  public MetricsServer(String name, String url, @Nullable String token) {
    this.name = name;
    this.url = url;
    this.token = token;
  }

  /** What to call it. */
  public String name() {
    return name;
  }

  /**
   * Sends a body of remote write.
   *
   * @throws IOException if it is not taken
   */
  public void write(byte[] body) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            request("/api/v1/write")
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "snappy")
                .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(name + " answered " + answer.statusCode() + ": " + answer.body());
    }
  }

  /**
   * Asks and reads the whole answer.
   *
   * @param path below {@code /api/v1/}
   * @throws IOException if it is none of success
   */
  public byte[] ask(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    StringBuilder query = new StringBuilder();
    new TreeMap<>(parameters)
        .forEach(
            (key, value) ->
                query
                    .append(query.length() == 0 ? '?' : '&')
                    .append(key)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    HttpResponse<byte[]> answer =
        http.send(request("/api/v1/" + path + query).build(), BodyHandlers.ofByteArray());
    byte[] body = answer.body();
    if (answer.statusCode() != 200) {
      String text = new String(body, 0, Math.min(500, body.length), StandardCharsets.UTF_8);
      throw new IOException(name + " answered " + answer.statusCode() + ": " + text);
    }
    return body;
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }
}
