package io.gyr.api.remotewrite;

import io.gyr.api.exemplar.ExemplarStore;
import io.gyr.api.http.ApiError;
import io.gyr.api.http.Routes;
import io.gyr.api.ingest.MemoryBudget;
import io.gyr.api.ingest.MetricFamilies;
import io.gyr.api.ingest.SampleBatch;
import io.gyr.api.ingest.SampleTopic;
import io.gyr.api.protobuf.MalformedProtobufException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/**
 * The routes that remote write is sent to. What is answered with 204 is in Kafka. A request of
 * which a part cannot be taken is answered with 400, and the rest of it is in Kafka; 503 lets the
 * sender try all of it again, which changes nothing in the store. With {@code ?backfill=true}
 * samples may be as old as anything is kept.
 */
public final class WriteRoutes implements Routes {
  /** Bytes that a request may have, unpacked. */
  static final int MAX_BYTES = 32 << 20;

  private static final int NO_CONTENT = 204;
  private static final String BACKFILL = "backfill";
  private static final String WRITTEN = "X-Prometheus-Remote-Write-";

  private final SampleTopic topic;
  private final MetricFamilies families;
  private final ExemplarStore exemplars;
  private final MemoryBudget memory;

  /** Sends samples to {@code topic}, metadata to {@code families} and keeps {@code exemplars}. */
  public WriteRoutes(
      SampleTopic topic, MetricFamilies families, ExemplarStore exemplars, MemoryBudget memory) {
    this.topic = topic;
    this.families = families;
    this.exemplars = exemplars;
    this.memory = memory;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/api/v1/write", this::write);
    routes.post("/prometheus/api/v1/write", this::write);
  }

  private void write(Context context) throws IOException {
    Protocol protocol = Protocol.of(context.header("Content-Type"));
    String encoding = context.header("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("snappy")) {
      throw ApiError.unsupported(
          "Content-Encoding " + encoding + " is not read here", "Compress with snappy");
    }
    try (SnappyBody body =
        SnappyBody.open(
            context.req().getInputStream(),
            context.req().getContentLengthLong(),
            MAX_BYTES,
            memory)) {
      write(context, protocol, body.unpack());
    }
  }

  private void write(Context context, Protocol protocol, byte[] request) {
    SampleBatch batch =
        Boolean.parseBoolean(context.queryParam(BACKFILL)) ? topic.beginBackfill() : topic.begin();
    MalformedProtobufException malformed = null;
    WriteRequestV2 second = new WriteRequestV2(batch, families, exemplars);
    try {
      if (protocol == Protocol.V1) {
        new WriteRequestV1(batch, families, exemplars).read(request);
      } else {
        second.read(request);
      }
    } catch (MalformedProtobufException e) {
      malformed = e;
    }
    batch.finish();
    if (protocol == Protocol.V2) {
      long histograms = batch.writtenHistograms();
      context.header(WRITTEN + "Samples-Written", Long.toString(batch.written() - histograms));
      context.header(WRITTEN + "Histograms-Written", Long.toString(histograms));
      context.header(WRITTEN + "Exemplars-Written", Long.toString(second.exemplars()));
    }
    if (malformed != null) {
      throw ApiError.badRequest(
          "The body is no write request, " + malformed.getMessage(),
          batch.written() + " samples before that were written");
    }
    if (batch.refusals().samples() > 0) {
      throw ApiError.badRequest(
          batch.refusals().samples() + " samples were not taken: " + batch.refusals().text(),
          "The other " + batch.written() + " were written");
    }
    context.status(NO_CONTENT);
  }
}
