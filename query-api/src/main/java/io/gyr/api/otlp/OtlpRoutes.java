package io.gyr.api.otlp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.api.exemplar.ExemplarStore;
import io.gyr.api.http.ApiError;
import io.gyr.api.http.Json;
import io.gyr.api.http.Routes;
import io.gyr.api.ingest.MemoryBudget;
import io.gyr.api.ingest.MetricFamilies;
import io.gyr.api.ingest.SampleBatch;
import io.gyr.api.ingest.SampleTopic;
import io.gyr.api.protobuf.MalformedProtobufException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The routes that OpenTelemetry's exporters send metrics to. What is answered with 200 is in Kafka,
 * but for the data points that the answer counts as rejected, with the reason; 503 lets the
 * exporter try all of it again, which changes nothing in the store.
 */
public final class OtlpRoutes implements Routes {
  /** Bytes that a request may have, unpacked. */
  static final int MAX_PROTOBUF_BYTES = 32 << 20;

  /** The same in JSON, which takes many times its length as objects. */
  static final int MAX_JSON_BYTES = 4 << 20;

  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";

  private final SampleTopic topic;
  private final MetricFamilies families;
  private final ExemplarStore exemplars;
  private final MemoryBudget memory;

  /** Sends samples to {@code topic}, metadata to {@code families} and keeps {@code exemplars}. */
  public OtlpRoutes(
      SampleTopic topic, MetricFamilies families, ExemplarStore exemplars, MemoryBudget memory) {
    this.topic = topic;
    this.families = families;
    this.exemplars = exemplars;
    this.memory = memory;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/v1/metrics", this::export);
    routes.post("/api/v1/otlp/v1/metrics", this::export);
    routes.post("/prometheus/api/v1/otlp/v1/metrics", this::export);
  }

  private void export(Context context) {
    String header = context.header("Content-Type");
    String type = header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    boolean json = type.equals(JSON);
    if (!json && !type.equals(PROTOBUF)) {
      throw ApiError.unsupported(
          "Content-Type " + (type.length() <= 100 ? type : "") + " is not read here",
          "Send " + PROTOBUF + " or " + JSON);
    }
    try (OtlpBody body = new OtlpBody(memory)) {
      byte[] request = body.read(context, json ? MAX_JSON_BYTES : MAX_PROTOBUF_BYTES);
      SampleBatch batch = topic.begin();
      Translation translation = new Translation(batch, families, exemplars);
      try {
        if (json) {
          new JsonMetrics(translation).read(Json.readRequest(request));
        } else {
          new ProtobufMetrics(translation).read(request);
        }
      } catch (MalformedProtobufException e) {
        throw ApiError.badRequest("The body is no OTLP request", String.valueOf(e.getMessage()));
      } finally {
        batch.finish();
      }
      String reason = batch.refusals().text();
      context.contentType(json ? JSON : PROTOBUF);
      context.result(
          json
              ? json(translation.rejectedPoints(), reason)
              : protobuf(translation.rejectedPoints(), reason));
    }
  }

  private static byte[] json(long rejected, String reason) {
    ObjectNode answer = Json.object();
    if (rejected > 0) {
      answer
          .putObject("partialSuccess")
          .put("rejectedDataPoints", Long.toString(rejected))
          .put("errorMessage", reason);
    }
    return Json.bytes(answer);
  }

  /** partial_success = 1, with rejected_data_points = 1 and error_message = 2. */
  private static byte[] protobuf(long rejected, String reason) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    if (rejected > 0) {
      byte[] text = reason.getBytes(StandardCharsets.UTF_8);
      ByteArrayOutputStream partial = new ByteArrayOutputStream();
      partial.write(1 << 3);
      varint(partial, rejected);
      partial.write(2 << 3 | 2);
      varint(partial, text.length);
      partial.writeBytes(text);
      answer.write(1 << 3 | 2);
      varint(answer, partial.size());
      answer.writeBytes(partial.toByteArray());
    }
    return answer.toByteArray();
  }

  private static void varint(ByteArrayOutputStream to, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      to.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    to.write((int) rest);
  }
}
