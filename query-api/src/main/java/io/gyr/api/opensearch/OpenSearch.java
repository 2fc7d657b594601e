package io.gyr.api.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.api.http.ApiError;
import io.gyr.api.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches in OpenSearch. Queries are written as JSON, as OpenSearch documents them, because the
 * typed client would add a second language for the same few queries. Thread-safe.
 */
public final class OpenSearch {
  private static final Logger LOG = LoggerFactory.getLogger(OpenSearch.class);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration PING = Duration.ofSeconds(1);

  private final String url;
  private final Duration timeout;
  private final HttpClient client;

  /**
   * Does not connect yet.
   *
   * @param url base address without a slash at the end
   * @param timeout longest wait for one answer
   */
  public OpenSearch(String url, Duration timeout) {
    this.url = url;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
  }

  /**
   * Runs a search over the indices that match {@code pattern}; none at all is an empty result.
   *
   * @return the response as OpenSearch wrote it
   * @throws ApiError 503 if OpenSearch is not there or refuses, 504 if it takes too long
   */
  public JsonNode search(String pattern, ObjectNode query) {
    query.put("timeout", timeout.toMillis() + "ms");
    HttpRequest request =
        request("/" + pattern + "/_search?ignore_unavailable=true&allow_no_indices=true")
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.bytes(query)))
            .build();
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      JsonNode body = Json.read(response.body());
      if (response.statusCode() != 200) {
        LOG.warn("OpenSearch answered {} to a search: {}", response.statusCode(), body);
        throw ApiError.unavailable(
            "The event store refused the search", "Status " + response.statusCode());
      }
      if (body.path("timed_out").asBoolean()) {
        throw slow();
      }
      return body;
    } catch (HttpTimeoutException e) {
      throw slow();
    } catch (IOException e) {
      LOG.warn("OpenSearch at {} cannot be reached: {}", url, e.toString());
      throw ApiError.unavailable("The event store cannot be reached", "Try again in a moment");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiError.unavailable("The server is stopping", "Try again in a moment");
    }
  }

  /** Null if OpenSearch answers within a second, else what is wrong. */
  public @Nullable String check() {
    try {
      HttpResponse<Void> response =
          client.send(request("/").timeout(PING).GET().build(), BodyHandlers.discarding());
      return response.statusCode() == 200 ? null : url + " answers " + response.statusCode();
    } catch (IOException e) {
      return url + " cannot be reached";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path));
  }

  private ApiError slow() {
    return ApiError.timeout(
        "The event store took longer than " + timeout.toMillis() + " ms",
        "Ask for a shorter time or fewer events");
  }
}
