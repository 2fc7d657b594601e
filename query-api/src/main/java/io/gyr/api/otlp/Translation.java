package io.gyr.api.otlp;

import io.gyr.api.exemplar.ExemplarStore;
import io.gyr.api.ingest.InvalidHistogramException;
import io.gyr.api.ingest.InvalidLabelsException;
import io.gyr.api.ingest.MetricFamilies;
import io.gyr.api.ingest.MetricFamily;
import io.gyr.api.ingest.Refusal;
import io.gyr.api.ingest.SampleBatch;
import io.gyr.api.ingest.SeriesLabels;
import io.gyr.schemas.record.Histogram;
import io.gyr.schemas.record.MetricKind;
import io.gyr.timeseries.rollup.StaleMarker;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends the metrics of a request as the series that Prometheus would make of them: a histogram
 * becomes classic buckets, an exponential one a native histogram, a summary its quantiles, a
 * resource {@code target_info}. Not thread-safe.
 */
final class Translation implements MetricVisitor {
  private final SampleBatch batch;
  private final MetricFamilies families;
  private final SeriesExemplars exemplars;
  private final SeriesLabels labels = new SeriesLabels();
  private Resource resource = new Resource(new TreeMap<>());
  private SortedMap<String, String> common = new TreeMap<>();
  private long newestMs;
  private long rejectedPoints;

  Translation(SampleBatch batch, MetricFamilies families, ExemplarStore exemplars) {
    this.batch = batch;
    this.families = families;
    this.exemplars = new SeriesExemplars(exemplars);
  }

  /** Data points of which at least a part was not taken. */
  long rejectedPoints() {
    return rejectedPoints;
  }

  @Override
  public void resource(Resource newResource) {
    resource = newResource;
    newestMs = Long.MIN_VALUE;
  }

  @Override
  public void metric(Metric metric) {
    boolean counter = metric.kind == Metric.Kind.SUM && metric.monotonic;
    String name =
        MetricNames.metric(metric.name, metric.unit, counter, metric.kind == Metric.Kind.GAUGE);
    if (metric.isDelta()) {
      batch.refuse(Refusal.DELTA, metric.points.size(), name);
      rejectedPoints += metric.points.size();
      return;
    }
    families.tell(new MetricFamily(name, metric.type(), metric.description, metric.unit));
    for (DataPoint point : metric.points) {
      long before = batch.refusals().samples();
      long writtenBefore = batch.written();
      try {
        common = labels(point);
        point(name, metric, point);
      } catch (InvalidLabelsException e) {
        batch.refuse(Refusal.LABELS, 1, String.valueOf(e.getMessage()));
      }
      if (batch.refusals().samples() > before) {
        rejectedPoints++;
      }
      if (batch.written() > writtenBefore) {
        newestMs = Math.max(newestMs, point.timeMs());
      }
    }
  }

  private SortedMap<String, String> labels(DataPoint point) {
    SortedMap<String, String> all = MetricNames.labels(point.attributes);
    all.putAll(resource.identity());
    return all;
  }

  private void point(String name, Metric metric, DataPoint point) {
    switch (metric.kind) {
      case GAUGE -> number(name, MetricKind.GAUGE, point);
      case SUM -> {
        MetricKind kind = metric.monotonic ? MetricKind.COUNTER : MetricKind.GAUGE;
        if (number(name, kind, point)) {
          exemplars.keep(labels, point.exemplars);
        }
      }
      case HISTOGRAM -> histogram(name, point);
      case EXPONENTIAL_HISTOGRAM -> exponential(name, point);
      case SUMMARY -> summary(name, point);
      default -> {
        // A metric without data has no points either.
      }
    }
  }

  private boolean number(String name, MetricKind kind, DataPoint point) {
    Double value = point.value;
    if (value == null && !point.isEnd()) {
      batch.refuse(Refusal.INCOMPLETE, 1, name + ": no value");
      return false;
    }
    return send(name, null, "", kind, point, value == null ? 0 : value);
  }

  private void histogram(String name, DataPoint point) {
    int bounds = point.bounds.size();
    int buckets = point.bucketCounts.size();
    if (buckets != bounds + 1 && (buckets != 0 || bounds != 0)) {
      batch.refuse(
          Refusal.INCOMPLETE, 1, name + ": " + buckets + " buckets with " + bounds + " bounds");
      return;
    }
    long cumulative = 0;
    double lower = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < bounds; i++) {
      cumulative += point.bucketCounts.longAt(i);
      double upper = point.bounds.doubleAt(i);
      String bound = MetricNames.bound(upper);
      if (send(name + "_bucket", "le", bound, MetricKind.COUNTER, point, cumulative)) {
        exemplars.keep(labels, point.exemplars, lower, upper);
      }
      lower = upper;
    }
    if (send(name + "_bucket", "le", "+Inf", MetricKind.COUNTER, point, point.count)) {
      exemplars.keep(labels, point.exemplars, lower, Double.POSITIVE_INFINITY);
    }
    sumAndCount(name, point);
  }

  private void exponential(String name, DataPoint point) {
    Histogram histogram;
    try {
      histogram = NativeHistogramOfPoint.of(point);
    } catch (InvalidHistogramException e) {
      batch.refuse(Refusal.HISTOGRAM, 1, name + ": " + e.getMessage());
      return;
    }
    series(name, null, "", MetricKind.HISTOGRAM);
    if (batch.histogram(point.timeMs(), histogram)) {
      exemplars.keep(labels, point.exemplars);
    }
  }

  private void summary(String name, DataPoint point) {
    for (int i = 0; i < point.quantiles.size(); i++) {
      send(
          name,
          "quantile",
          MetricNames.bound(point.quantiles.doubleAt(i)),
          MetricKind.GAUGE,
          point,
          point.quantileValues.doubleAt(i));
    }
    sumAndCount(name, point);
  }

  private void sumAndCount(String name, DataPoint point) {
    Double sum = point.sum;
    if (sum != null) {
      send(name + "_sum", null, "", MetricKind.COUNTER, point, sum);
    }
    send(name + "_count", null, "", MetricKind.COUNTER, point, point.count);
  }

  private boolean send(
      String name,
      @Nullable String label,
      String labelValue,
      MetricKind kind,
      DataPoint point,
      double value) {
    series(name, label, labelValue, kind);
    return batch.sample(point.timeMs(), point.isEnd() ? StaleMarker.VALUE : value);
  }

  /** Names the series of the next sample; {@code label} stands for an attribute of its name. */
  private void series(String name, @Nullable String label, String labelValue, MetricKind kind) {
    labels.clear();
    labels.add("__name__", name);
    common.forEach(
        (key, text) -> {
          if (!key.equals(label)) {
            labels.add(key, text);
          }
        });
    if (label != null) {
      labels.add(label, labelValue);
    }
    batch.series(labels, kind);
  }

  @Override
  public void end() {
    SortedMap<String, String> info = MetricNames.labels(resource.info());
    if (info.isEmpty() || newestMs == Long.MIN_VALUE) {
      return;
    }
    info.putAll(resource.identity());
    DataPoint now = new DataPoint();
    now.timeNs = newestMs * 1_000_000;
    common = info;
    try {
      send("target_info", null, "", MetricKind.GAUGE, now, 1);
    } catch (InvalidLabelsException e) {
      batch.refuse(Refusal.LABELS, 1, String.valueOf(e.getMessage()));
    }
  }
}
