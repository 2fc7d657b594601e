package io.gyr.api.prometheus.json;

import io.gyr.promql.histogram.Bucket;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.value.MatrixValue;
import io.gyr.promql.value.Sample;
import io.gyr.promql.value.ScalarValue;
import io.gyr.promql.value.Series;
import io.gyr.promql.value.StringValue;
import io.gyr.promql.value.Value;
import io.gyr.promql.value.VectorValue;
import java.io.IOException;

/** The values of queries. */
public final class ValueJson {
  private ValueJson() {}

  /** The members {@code resultType} and {@code result}. */
  public static void write(JsonOutput out, Value value) throws IOException {
    out.raw("\"resultType\":").string(value.type().wireName());
    out.raw(",\"result\":");
    if (value instanceof ScalarValue scalar) {
      out.raw("[").seconds(scalar.timeMs()).raw(",").value(scalar.value()).raw("]");
    } else if (value instanceof StringValue string) {
      out.raw("[").seconds(string.timeMs()).raw(",").string(string.value()).raw("]");
    } else if (value instanceof VectorValue vector) {
      vector(out, vector);
    } else if (value instanceof MatrixValue matrix) {
      matrix(out, matrix);
    }
  }

  private static void vector(JsonOutput out, VectorValue vector) throws IOException {
    String before = "[";
    for (Sample sample : vector.samples()) {
      out.raw(before).raw("{\"metric\":");
      labels(out, sample.labels());
      FloatHistogram histogram = sample.histogram();
      out.raw(histogram == null ? ",\"value\":[" : ",\"histogram\":[");
      out.seconds(sample.timeMs()).raw(",");
      if (histogram == null) {
        out.value(sample.value());
      } else {
        histogram(out, histogram);
      }
      out.raw("]}");
      before = ",";
    }
    out.raw(vector.samples().isEmpty() ? "[]" : "]");
  }

  private static void matrix(JsonOutput out, MatrixValue matrix) throws IOException {
    String before = "[";
    for (Series series : matrix.series()) {
      out.raw(before).raw("{\"metric\":");
      labels(out, series.labels());
      if (series.times().length > 0) {
        out.raw(",\"values\":");
        values(out, series);
      }
      if (series.histogramTimes().length > 0) {
        out.raw(",\"histograms\":");
        histograms(out, series);
      }
      out.raw("}");
      before = ",";
    }
    out.raw(matrix.series().isEmpty() ? "[]" : "]");
  }

  private static void values(JsonOutput out, Series series) throws IOException {
    for (int i = 0; i < series.times().length; i++) {
      out.raw(i == 0 ? "[[" : ",[").seconds(series.times()[i]);
      out.raw(",").value(series.values()[i]).raw("]");
    }
    out.raw("]");
  }

  private static void histograms(JsonOutput out, Series series) throws IOException {
    for (int i = 0; i < series.histogramTimes().length; i++) {
      out.raw(i == 0 ? "[[" : ",[").seconds(series.histogramTimes()[i]).raw(",");
      histogram(out, series.histograms()[i]);
      out.raw("]");
    }
    out.raw("]");
  }

  /** Labels as an object. */
  public static void labels(JsonOutput out, Labels labels) throws IOException {
    for (int i = 0; i < labels.size(); i++) {
      out.raw(i == 0 ? "{" : ",").string(labels.name(i)).raw(":").string(labels.value(i));
    }
    out.raw(labels.size() == 0 ? "{}" : "}");
  }

  private static void histogram(JsonOutput out, FloatHistogram histogram) throws IOException {
    out.raw("{\"count\":").value(histogram.count()).raw(",\"sum\":").value(histogram.sum());
    String before = ",\"buckets\":[";
    String after = "}";
    for (Bucket bucket : histogram.buckets()) {
      if (bucket.count() != 0) {
        out.raw(before).raw("[").number(boundaries(bucket)).raw(",").value(bucket.lower());
        out.raw(",").value(bucket.upper()).raw(",").value(bucket.count()).raw("]");
        before = ",";
        after = "]}";
      }
    }
    out.raw(after);
  }

  /** 0: the lower one is open, 1: the upper one, 2: both, 3: none. */
  private static int boundaries(Bucket bucket) {
    if (bucket.lowerInclusive()) {
      return bucket.upperInclusive() ? 3 : 1;
    }
    return bucket.upperInclusive() ? 0 : 2;
  }
}
