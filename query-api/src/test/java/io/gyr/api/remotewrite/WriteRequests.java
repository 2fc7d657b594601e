package io.gyr.api.remotewrite;

import io.gyr.api.exemplar.ExemplarStore;
import io.gyr.api.ingest.MetricFamilies;
import io.gyr.api.ingest.SampleBatch;
import io.gyr.api.protobuf.ProtobufWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the messages of both versions. */
public final class WriteRequests {
  private WriteRequests() {}

  /** A series with samples, times and values in turn. */
  public record Series(Map<String, String> labels, long[] timesMs, double[] values) {}

  public static Series series(Map<String, String> labels, long timeMs, double value) {
    return new Series(labels, new long[] {timeMs}, new double[] {value});
  }

  public static ProtobufWriter v1(List<Series> all) {
    ProtobufWriter request = new ProtobufWriter();
    for (Series series : all) {
      ProtobufWriter message = new ProtobufWriter();
      series
          .labels()
          .forEach(
              (name, value) ->
                  message.message(1, new ProtobufWriter().string(1, name).string(2, value)));
      samples(series, message);
      request.message(1, message);
    }
    return request;
  }

  public static ProtobufWriter metadata(String name, int type, String help, String unit) {
    return new ProtobufWriter().varint(1, type).string(2, name).string(4, help).string(5, unit);
  }

  /** Symbols first, and the series with gauge as type and the last symbol as help. */
  public static ProtobufWriter v2(List<Series> all, String help) {
    List<String> symbols = new ArrayList<>(List.of(""));
    List<ProtobufWriter> messages = new ArrayList<>();
    for (Series series : all) {
      ProtobufWriter references = new ProtobufWriter();
      series
          .labels()
          .forEach((name, value) -> references.raw(at(symbols, name)).raw(at(symbols, value)));
      ProtobufWriter message = new ProtobufWriter().bytes(1, references.toBytes());
      samples(series, message);
      message.message(5, new ProtobufWriter().varint(1, 2).varint(3, at(symbols, help)));
      messages.add(message);
    }
    ProtobufWriter request = new ProtobufWriter();
    symbols.forEach(symbol -> request.string(4, symbol));
    messages.forEach(message -> request.message(5, message));
    return request;
  }

  /** A series called {@code name} with histograms, as version 1.0 has it. */
  public static ProtobufWriter v1(String name, List<ProtobufWriter> histograms) {
    ProtobufWriter series =
        new ProtobufWriter().message(1, new ProtobufWriter().string(1, "__name__").string(2, name));
    histograms.forEach(histogram -> series.message(4, histogram));
    return new ProtobufWriter().message(1, series);
  }

  /** The same as version 2.0 has it, with the symbols behind the series that needs them. */
  public static ProtobufWriter v2(String name, List<ProtobufWriter> histograms) {
    ProtobufWriter series = new ProtobufWriter();
    histograms.forEach(histogram -> series.message(3, histogram));
    series.bytes(1, new ProtobufWriter().raw(1).raw(2).toBytes());
    return new ProtobufWriter()
        .message(5, series)
        .string(4, "")
        .string(4, "__name__")
        .string(4, name);
  }

  /** Gives {@code batch} what a request of version 1.0 or 2.0 holds. */
  public static void read(byte[] request, boolean first, SampleBatch batch) {
    if (first) {
      new WriteRequestV1(batch, new MetricFamilies(), new ExemplarStore()).read(request);
    } else {
      new WriteRequestV2(batch, new MetricFamilies(), new ExemplarStore()).read(request);
    }
  }

  private static int at(List<String> symbols, String text) {
    int index = symbols.indexOf(text);
    if (index < 0) {
      symbols.add(text);
      return symbols.size() - 1;
    }
    return index;
  }

  private static void samples(Series series, ProtobufWriter message) {
    for (int i = 0; i < series.timesMs().length; i++) {
      message.message(
          2, new ProtobufWriter().float64(1, series.values()[i]).varint(2, series.timesMs()[i]));
    }
  }
}
