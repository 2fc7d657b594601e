package io.gyr.cli;

import io.gyr.cli.exposition.WriteRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.xerial.snappy.Snappy;

/**
 * Sends requests of samples to the API, one after the other, and again while it has no time for
 * them. Counts what became of them.
 */
final class SampleUpload {
  private static final String PATH = "/api/v1/write";
  private static final String WRITTEN = "X-Prometheus-Remote-Write-Samples-Written";
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final int BAD_REQUEST = 400;

  private final Api api;
  private final String path;
  private final Duration firstPause;
  private final int attempts;
  private long written;
  private long refused;
  private String reason = "";

  /**
   * An upload through {@code api}.
   *
   * @param backfill whether samples may be as old as anything is kept
   * @param firstPause wait before the second attempt; each further one is twice as long
   * @param attempts how often one request is sent at most
   */
  SampleUpload(Api api, boolean backfill, Duration firstPause, int attempts) {
    this.api = api;
    this.path = backfill ? PATH + "?backfill=true" : PATH;
    this.firstPause = firstPause;
    this.attempts = attempts;
  }

  /** Samples that are in Kafka. */
  long written() {
    return written;
  }

  /** Samples that were not taken. */
  long refused() {
    return refused;
  }

  /** Why samples were first refused, in the API's words; empty if none were. */
  String reason() {
    return reason;
  }

  /** Sends one request, and returns when the API has it. */
  void send(WriteRequest request) {
    byte[] body;
    try {
      body = Snappy.compress(request.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Duration pause = firstPause;
    for (int attempt = 1; ; attempt++) {
      HttpResponse<String> answer =
          api.post(
              path,
              body,
              "Content-Type",
              "application/x-protobuf;proto=io.prometheus.write.v2.Request",
              "Content-Encoding",
              "snappy",
              "X-Prometheus-Remote-Write-Version",
              "2.0.0");
      int status = answer.statusCode();
      if (status / 100 == 2 || status == BAD_REQUEST) {
        count(request, answer);
        return;
      }
      if (status != TOO_MANY_REQUESTS && status < SERVER_ERROR || attempt == attempts) {
        throw Failure.notThere(
            PATH + " answered " + status + ": " + Api.error(answer) + "; " + soFar());
      }
      try {
        Thread.sleep(pause.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Failure.notThere("interrupted; " + soFar());
      }
      pause = pause.multipliedBy(2);
    }
  }

  private void count(WriteRequest request, HttpResponse<String> answer) {
    long taken =
        answer.headers().firstValueAsLong(WRITTEN).orElse(0); // Without it nothing is certain.
    written += taken;
    refused += request.samples() - taken;
    if (taken < request.samples() && reason.isEmpty()) {
      reason = Api.error(answer);
    }
  }

  /** What was done before something went wrong. */
  String soFar() {
    return written + " samples before that were imported";
  }
}
