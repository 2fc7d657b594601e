package io.gyr.api.prometheus;

import io.gyr.api.http.ApiError;
import io.gyr.api.http.RequestBody;
import io.gyr.api.prometheus.remote.ReadRequest;
import io.gyr.api.prometheus.remote.ReadResponse;
import io.gyr.api.prometheus.store.MetricSource;
import io.gyr.api.prometheus.store.MetricStore;
import io.gyr.api.protobuf.MalformedProtobufException;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.SelectHints;
import io.gyr.promql.source.SeriesIterator;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.xerial.snappy.Snappy;

/** Remote read: the samples of selectors, in one message. */
final class RemoteReadRoute {
  private static final int LONGEST_REQUEST = 1 << 20;
  private static final int BYTES_PER_SAMPLE = 18;

  private final MetricStore store;
  private final QueryOptions options;
  private final QueryGate gate;

  RemoteReadRoute(MetricStore store, QueryOptions options, QueryGate gate) {
    this.store = store;
    this.options = options;
    this.gate = gate;
  }

  /** {@code read}. */
  Response read(Context context, Arguments arguments) {
    ReadRequest request = request(context);
    return gate.run(
        options.limits().timeout().toMillis(),
        () -> {
          byte[] message = respond(request);
          return new Response.Message("application/x-protobuf", "snappy", message);
        });
  }

  private static ReadRequest request(Context context) {
    try {
      byte[] body = RequestBody.bytes(context, LONGEST_REQUEST);
      if (Snappy.uncompressedLength(body) > LONGEST_REQUEST) {
        throw Problem.badData("the request is longer than " + LONGEST_REQUEST + " bytes");
      }
      return ReadRequest.of(Snappy.uncompress(body));
    } catch (ApiError e) {
      throw Problem.badData(e.getMessage() + ": " + e.reason());
    } catch (IOException | MalformedProtobufException e) {
      throw Problem.badData(
          "the body is no ReadRequest in snappy's block format: " + e.getMessage());
    }
  }

  /** What it takes; histograms are there and, as large, in the answer. */
  private static long bytes(RawSeries raw) {
    long bytes = (long) BYTES_PER_SAMPLE * raw.size();
    FloatHistogram[] histograms = raw.histograms();
    for (int i = 0; histograms != null && i < raw.size(); i++) {
      bytes += histograms[i] == null ? 0 : 2 * histograms[i].bytes();
    }
    return bytes;
  }

  private byte[] respond(ReadRequest request) {
    long most = options.limits().memoryBytes();
    long held = 0;
    ReadResponse response = new ReadResponse();
    try {
      for (ReadRequest.Query query : request.queries()) {
        List<RawSeries> series = new ArrayList<>();
        try (SeriesIterator found = select(query)) {
          for (RawSeries raw = found.next(); raw != null; raw = found.next()) {
            long bytes = bytes(raw);
            if (held + bytes > most || !options.memory().take(bytes)) {
              throw new Problem(
                  Problem.Type.EXECUTION,
                  "the answer needs more than "
                      + most
                      + " bytes of memory, or more than other queries leave");
            }
            held += bytes;
            series.add(raw);
          }
        }
        response.add(series, query.fromMs(), query.toMs());
      }
    } finally {
      options.memory().giveBack(held);
    }
    try {
      return Snappy.compress(response.bytes());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private SeriesIterator select(ReadRequest.Query query) {
    MetricSource source = store.source((int) options.limits().series());
    return source.select(
        query.matchers(), query.fromMs(), query.toMs(), new SelectHints(0, 0, "", query.toMs()));
  }
}
