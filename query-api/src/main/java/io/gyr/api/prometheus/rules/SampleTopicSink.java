package io.gyr.api.prometheus.rules;

import io.gyr.api.http.ApiError;
import io.gyr.api.ingest.InvalidLabelsException;
import io.gyr.api.ingest.Refusal;
import io.gyr.api.ingest.SampleBatch;
import io.gyr.api.ingest.SampleTopic;
import io.gyr.api.ingest.SeriesLabels;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.value.Sample;
import io.gyr.schemas.record.MetricKind;
import java.util.List;

/** Writes results into the topic of metrics, from where they go the way of all samples. */
final class SampleTopicSink implements ResultSink {
  private final SampleTopic topic;

  SampleTopicSink(SampleTopic topic) {
    this.topic = topic;
  }

  @Override
  public void write(List<Sample> samples) {
    try {
      SampleBatch batch = topic.begin();
      samples.forEach(sample -> write(batch, sample));
      batch.finish();
      if (batch.refusals().samples() > 0) {
        throw new RuleException(
            batch.refusals().samples() + " samples were not taken: " + batch.refusals().text());
      }
    } catch (ApiError e) {
      throw new RuleException("the results were not written: " + e.getMessage());
    }
  }

  private static void write(SampleBatch batch, Sample sample) {
    Labels labels = sample.labels();
    SeriesLabels series = new SeriesLabels();
    try {
      for (int i = 0; i < labels.size(); i++) {
        series.add(labels.name(i), labels.value(i));
      }
      batch.series(series, MetricKind.UNKNOWN);
      FloatHistogram histogram = sample.histogram();
      if (histogram == null) {
        batch.sample(sample.timeMs(), sample.value());
      } else {
        batch.histogram(sample.timeMs(), RecordedHistogram.of(histogram));
      }
    } catch (InvalidLabelsException e) {
      batch.refuse(Refusal.LABELS, 1, String.valueOf(e.getMessage()));
    }
  }
}
