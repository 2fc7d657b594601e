package io.gyr.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyr.api.http.Json;
import io.gyr.component.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A query API of one test class, and calls to it. */
final class RunningApi implements AutoCloseable {
  /** Status and JSON body; the body is missing if it is no JSON. */
  record Answer(int status, JsonNode body, HttpResponse<byte[]> response) {
    String error() {
      JsonNode error = body.path("errors").path(0);
      return error.path("message").asText() + ": " + error.path("reason").asText();
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> settings;
  private final QueryApi api;

  RunningApi(Path directory) {
    this(Backends.settings(directory));
  }

  RunningApi(Map<String, String> settings) {
    this.settings = settings;
    try {
      api = new QueryApi(Settings.read(QueryApiSettings.class, settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, String> settings() {
    return settings;
  }

  String url() {
    return "http://127.0.0.1:" + api.port();
  }

  String token() {
    try {
      return Files.readString(Path.of(settings.get("api.token_file"))).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> routes() {
    return api.routes();
  }

  Answer get(String path, String... parameters) {
    return send(request(path, parameters).GET());
  }

  Answer put(String path, String body) {
    return send(request(path).PUT(BodyPublishers.ofString(body)));
  }

  Answer post(String path, String body) {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** A request with the token; {@code parameters} are names and values in turn. */
  HttpRequest.Builder request(String path, String... parameters) {
    return bare(path, parameters).header("Authorization", "Bearer " + token());
  }

  HttpRequest.Builder bare(String path, String... parameters) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < parameters.length; i += 2) {
      query
          .append(i == 0 ? '?' : '&')
          .append(parameters[i])
          .append('=')
          .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    return HttpRequest.newBuilder(URI.create(url() + path + query));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      boolean json =
          response.headers().firstValue("Content-Type").orElse("").contains("json")
              && response.headers().firstValue("Content-Encoding").isEmpty();
      JsonNode body = Json.read(json ? response.body() : "null".getBytes(StandardCharsets.UTF_8));
      return new Answer(response.statusCode(), body, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The body of a response that does not end. */
  InputStream open(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofInputStream()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    api.close();
  }
}
