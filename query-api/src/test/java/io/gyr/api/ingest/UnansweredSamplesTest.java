package io.gyr.api.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.api.http.ApiError;
import io.gyr.component.StageMetrics;
import io.gyr.schemas.record.MetricKind;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Nothing counts as written before the brokers have it. */
class UnansweredSamplesTest {
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());

  private final SampleBatch batch =
      new SampleBatch(
          producer,
          7,
          new StageMetrics(new PrometheusRegistry(), "test"),
          SentSamples.NOW_MS,
          null);

  private void send(int samples) {
    SeriesLabels labels = new SeriesLabels();
    labels.add("__name__", "up");
    batch.series(labels, MetricKind.GAUGE);
    for (int i = 0; i < samples; i++) {
      batch.sample(SentSamples.NOW_MS + i, 1);
    }
  }

  @Test
  void waitsForEveryAnswer() throws Exception {
    Acknowledgements answers = new Acknowledgements();
    answers.sending();
    answers.sending();
    answers.onCompletion(null, null);
    assertThat(answers.await(1)).isFalse();
    answers.onCompletion(null, null);
    assertThat(answers.await(1)).isTrue();
    assertThat(answers.failure()).isNull();
  }

  @Test
  void whatTheBrokersDidNotTakeIsToBeSentAgain() {
    send(3);
    producer.completeNext();
    producer.errorNext(new TimeoutException("no answer"));
    producer.completeNext();
    assertThatThrownBy(batch::finish)
        .isInstanceOf(ApiError.class)
        .hasMessage("The samples could not be published")
        .extracting(e -> ((ApiError) e).status())
        .isEqualTo(503);
  }

  @Test
  void theFirstFailureEndsTheRequest() {
    send(1);
    producer.errorNext(new TimeoutException("no answer"));
    assertThatThrownBy(() -> send(1_000)).isInstanceOf(ApiError.class);
    assertThat(producer.history().size()).isLessThan(10);
  }
}
