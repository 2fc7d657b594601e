package io.gyr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyr.standalone.Status;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The query API of an installation that runs. */
final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Longer than the API's own limit of a query. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final String token;

  private Api(String url, String token) {
    this.url = url;
    this.token = token;
  }

  /** The API of an installation, with its first token. */
  static Api of(Installation installation) {
    Status status = installation.running();
    String url = status.addresses().get("api.url");
    try {
      return new Api(
          String.valueOf(url), Files.readString(installation.dir().resolve("token")).strip());
    } catch (IOException e) {
      throw Failure.notThere("the token cannot be read: " + e.getMessage());
    }
  }

  /** Answers a GET. */
  JsonNode get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == 404) {
        throw Failure.finding("there is nothing at " + path);
      }
      if (answer.statusCode() != 200) {
        throw Failure.notThere(path + " answered " + answer.statusCode() + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw Failure.notThere("the API at " + url + " does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.notThere("interrupted");
    }
  }

  /**
   * Answers a GET of Prometheus's API. Its errors are about what was asked, or the store is away.
   */
  JsonNode promql(String path) {
    return answer(path, Api::promqlError);
  }

  /** Answers a GET of Gyr's own API, with errors likewise. */
  JsonNode ask(String path) {
    return answer(path, Api::error);
  }

  private JsonNode answer(String path, Function<HttpResponse<String>, String> error) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        return JSON.readTree(answer.body());
      }
      throw answer.statusCode() == 400 || answer.statusCode() == 422
          ? Failure.wrongUse(error.apply(answer))
          : Failure.notThere(answer.statusCode() + ": " + error.apply(answer));
    } catch (IOException e) {
      throw Failure.notThere("the API at " + url + " does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.notThere("interrupted");
    }
  }

  private static String promqlError(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body()).path("error").asText(answer.body());
    } catch (IOException e) {
      return answer.body(); // No JSON: the text says it.
    }
  }

  /**
   * Sends a POST; the answer may have any status.
   *
   * @param headers names and values in turn
   */
  HttpResponse<String> post(String path, byte[] body, String... headers) {
    return answer(request(path, "POST", body).headers(headers).build());
  }

  /** Sends a request of a method with a body; the answer may have any status. */
  HttpResponse<String> send(String method, String path, byte[] body) {
    return answer(request(path, method, body).build());
  }

  private HttpRequest.Builder request(String path, String method, byte[] body) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + token)
        .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
  }

  private HttpResponse<String> answer(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw Failure.notThere("the API at " + url + " does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.notThere("interrupted");
    }
  }

  /** What an answer that is an error says, in the API's words. */
  static String error(HttpResponse<String> answer) {
    try {
      JsonNode error = JSON.readTree(answer.body()).path("errors").path(0);
      if (error.has("message")) {
        return error.path("message").asText() + " (" + error.path("reason").asText() + ")";
      }
    } catch (IOException e) {
      // No JSON: the text says it.
    }
    return answer.body();
  }

  /** A part of a path. */
  static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Name to content of the rule files in force, in the order in which they load. */
  Map<String, String> rules() {
    Map<String, String> rules = new LinkedHashMap<>();
    for (JsonNode file : get("/api/v2/rules").path("rules")) {
      String name = file.path("name").asText();
      rules.put(name, get("/api/v2/rules/" + part(name)).path("content").asText());
    }
    return rules;
  }

  /** Contents of files under their paths. */
  static Map<String, String> read(Iterable<Path> files) {
    Map<String, String> contents = new LinkedHashMap<>();
    for (Path file : files) {
      try {
        contents.put(file.toString(), Files.readString(file));
      } catch (IOException e) {
        throw Failure.wrongUse(file + " cannot be read: " + e.getMessage());
      }
    }
    return contents;
  }
}
