package io.gyr.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComponentServerTest {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final HealthChecks health = new HealthChecks();

  @Test
  void showsTheSumsOfAStage() throws Exception {
    StageMetrics stage = new StageMetrics(registry, "agent");
    stage.in().inc(3);
    stage.out().inc(2);
    stage.dropped("queue_full").inc();
    try (ComponentServer server = new ComponentServer("127.0.0.1", 0, registry, health)) {
      assertThat(get(server, "/metrics").body())
          .contains("gyr_records_in_total{stage=\"agent\"} 3.0")
          .contains("gyr_records_out_total{stage=\"agent\"} 2.0")
          .contains("gyr_records_dropped_total{reason=\"queue_full\",stage=\"agent\"} 1.0");
    }
  }

  @Test
  void isReadyOnceEveryCheckPasses() throws Exception {
    AtomicReference<@Nullable String> kafka = new AtomicReference<>("no broker answers");
    health.add("kafka", kafka::get);
    try (ComponentServer server = new ComponentServer("127.0.0.1", 0, registry, health)) {
      HttpResponse<String> waiting = get(server, "/readyz");
      assertThat(waiting.statusCode()).isEqualTo(503);
      assertThat(waiting.body()).isEqualTo("kafka: no broker answers\n");
      kafka.set(null);
      assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
      health.remark("a recording is played");
      assertThat(get(server, "/readyz").body()).isEqualTo("ready\na recording is played\n");
      assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void namesTheAddressThatIsTaken() throws Exception {
    try (ComponentServer first = new ComponentServer("127.0.0.1", 0, registry, health)) {
      assertThatThrownBy(
              () -> new ComponentServer("127.0.0.1", first.port(), registry, health).close())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + first.port());
    }
  }

  private static HttpResponse<String> get(ComponentServer server, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
