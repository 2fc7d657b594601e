package io.gyr.standalone.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The few calls to Flink's REST API that running jobs takes. */
public final class FlinkRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "gyr-job-jar";
  private static final Set<String> OVER = Set.of("FINISHED", "CANCELED", "FAILED");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final String url;

  /** A client of the cluster at {@code url}. */
  public FlinkRest(String url) {
    this.url = url;
  }

  /**
   * The jobs that are not over: name to whether all their tasks run.
   *
   * @throws IOException if the cluster does not answer
   */
  public Map<String, Boolean> jobs() throws IOException, InterruptedException {
    Map<String, Boolean> jobs = new HashMap<>();
    for (JsonNode job : get("/jobs/overview").get("jobs")) {
      if (!OVER.contains(job.get("state").asText())) {
        JsonNode tasks = job.get("tasks");
        boolean running =
            job.get("state").asText().equals("RUNNING")
                && tasks.get("total").asInt() > 0
                && tasks.get("running").asInt() == tasks.get("total").asInt();
        jobs.put(job.get("name").asText(), running);
      }
    }
    return jobs;
  }

  /** TaskManagers that have registered. */
  public int taskManagers() throws IOException, InterruptedException {
    return get("/overview").get("taskmanagers").asInt();
  }

  /**
   * Uploads a job's jar and runs its main.
   *
   * @param checkpoint to start from, if any
   */
  public void submit(Job job, Path jar, List<String> arguments, Optional<Path> checkpoint)
      throws IOException, InterruptedException {
    String uploaded = upload(jar);
    ObjectNode request = JSON.createObjectNode();
    request.put("entryClass", job.mainClass());
    arguments.forEach(request.putArray("programArgsList")::add);
    request.put("allowNonRestoredState", true);
    checkpoint.ifPresent(path -> request.put("savepointPath", path.toUri().toString()));
    send(
        HttpRequest.newBuilder(URI.create(url + "/jars/" + uploaded + "/run"))
            .timeout(Duration.ofSeconds(90))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request)))
            .build());
    send(HttpRequest.newBuilder(URI.create(url + "/jars/" + uploaded)).DELETE().build());
  }

  private String upload(Path jar) throws IOException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String head =
        "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
            + jar.getFileName()
            + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    Files.copy(jar, body);
    body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    JsonNode answer =
        send(
            HttpRequest.newBuilder(URI.create(url + "/jars/upload"))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    String path = answer.get("filename").asText();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(10)).build());
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          request.method()
              + " "
              + request.uri()
              + ": "
              + response.statusCode()
              + " "
              + response.body());
    }
    return JSON.readTree(response.body());
  }
}
