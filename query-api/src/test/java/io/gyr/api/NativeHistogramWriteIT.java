package io.gyr.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.api.ingest.RandomHistograms;
import io.gyr.api.protobuf.ProtobufWriter;
import io.gyr.api.remotewrite.HistogramMessages;
import io.gyr.api.remotewrite.WriteRequests;
import io.gyr.schemas.record.Histogram;
import io.gyr.schemas.record.MetricKind;
import io.gyr.schemas.record.MetricSample;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** Native histograms into real brokers, and what is no histogram. */
@Timeout(180)
class NativeHistogramWriteIT {
  private static final String V1 = "application/x-protobuf";
  private static final String V2 = "application/x-protobuf;proto=io.prometheus.write.v2.Request";
  private static final String WRITTEN = "X-Prometheus-Remote-Write-";
  private static final int TEN_MEGABYTES = 10 << 20;

  private static RunningApi api;
  private static SampleTopicReader topic;

  private final String metric = "h_" + UUID.randomUUID().toString().replace('-', '_');
  private final long now = System.currentTimeMillis();

  @BeforeAll
  static void start(@TempDir Path directory) {
    api = new RunningApi(directory);
    topic = new SampleTopicReader();
  }

  @AfterAll
  static void stop() {
    topic.close();
    api.close();
  }

  private static RunningApi.Answer write(String type, ProtobufWriter body) throws IOException {
    return api.send(
        api.request("/api/v1/write")
            .header("Content-Type", type)
            .header("Content-Encoding", "snappy")
            .POST(BodyPublishers.ofByteArray(Snappy.compress(body.toBytes()))));
  }

  private List<MetricSample> samples() {
    return topic.read(sample -> sample.getName().equals(metric));
  }

  private static String header(RunningApi.Answer answer, String what) {
    return answer.response().headers().firstValue(WRITTEN + what + "-Written").orElse("");
  }

  @Test
  void whatIsAnsweredWith204IsInKafka() throws Exception {
    for (boolean integers : new boolean[] {true, false}) {
      RandomHistograms random = new RandomHistograms(5, integers);
      List<String> sent = new ArrayList<>();
      List<ProtobufWriter> messages = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        Histogram histogram = random.next();
        sent.add(histogram.toString());
        messages.add(HistogramMessages.of(histogram, now + i, integers, true));
      }
      int before = samples().size();
      RunningApi.Answer first = write(V1, WriteRequests.v1(metric, messages));
      assertThat(first.status()).as(first.error()).isEqualTo(204);
      RunningApi.Answer second = write(V2, WriteRequests.v2(metric, messages));
      assertThat(second.status()).as(second.error()).isEqualTo(204);
      assertThat(header(second, "Histograms")).isEqualTo("50");
      assertThat(header(second, "Samples")).isEqualTo("0");
      List<MetricSample> written = samples().subList(before, before + 100);
      assertThat(written).allMatch(sample -> sample.getKind() == MetricKind.HISTOGRAM);
      assertThat(written.subList(0, 50))
          .extracting(s -> s.getHistogram().toString())
          .isEqualTo(sent);
      assertThat(written.subList(50, 100))
          .extracting(s -> s.getHistogram().toString())
          .isEqualTo(sent);
    }
  }

  @Test
  void whatIsNotValidIsCountedAndTheRestIsTaken() throws Exception {
    ProtobufWriter spans =
        new ProtobufWriter()
            .varint(1, 3)
            .message(11, new ProtobufWriter().varint(1, 0).varint(2, 2))
            .varint(12, 6)
            .varint(15, now);
    Histogram valid = new RandomHistograms(6, true).next();
    List<ProtobufWriter> messages = List.of(spans, HistogramMessages.of(valid, now, true, true));
    RunningApi.Answer answer = write(V2, WriteRequests.v2(metric, messages));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error())
        .isEqualTo(
            "1 samples were not taken: 1 histograms that are not valid, first "
                + metric
                + ": 1 positive counts for spans of 2 buckets: The other 1 were written");
    assertThat(header(answer, "Histograms")).isEqualTo("1");
    assertThat(samples()).hasSize(1);
    String counters =
        new String(api.send(api.bare("/metrics")).response().body(), StandardCharsets.UTF_8);
    assertThat(counters)
        .containsPattern("gyr_records_dropped_total\\{reason=\"histogram\",stage=\"metrics_in\"} ");
  }

  @Test
  void tenMegabytesOfBucketsAreRefused() throws Exception {
    for (int field : new int[] {9, 10, 12, 13, 16}) {
      ProtobufWriter huge = new ProtobufWriter().bytes(field, new byte[TEN_MEGABYTES]);
      RunningApi.Answer answer = write(V1, WriteRequests.v1(metric, List.of(huge)));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.error()).contains(metric + ": more than 1000 ");
    }
    ProtobufWriter huge = new ProtobufWriter().bytes(2, new byte[TEN_MEGABYTES]);
    ProtobufWriter exponential =
        new ProtobufWriter()
            .string(1, metric)
            .message(
                10,
                new ProtobufWriter()
                    .message(1, new ProtobufWriter().fixed64(3, now * 1_000_000).message(8, huge))
                    .varint(2, 2));
    ProtobufWriter scope = new ProtobufWriter().message(2, exponential);
    RunningApi.Answer answer =
        api.send(
            api.request("/v1/metrics")
                .header("Content-Type", V1)
                .POST(
                    BodyPublishers.ofByteArray(
                        new ProtobufWriter()
                            .message(1, new ProtobufWriter().message(2, scope))
                            .toBytes())));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(new String(answer.response().body(), StandardCharsets.UTF_8))
        .contains(metric + ": more than 10000 buckets before they are merged");
    assertThat(samples()).isEmpty();
  }
}
