package io.gyr.api.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricNamesTest {
  @ParameterizedTest
  @CsvSource({
    "system.cpu.time, s, COUNTER, system_cpu_time_seconds_total",
    "http.server.request.duration, s, OTHER, http_server_request_duration_seconds",
    "system.memory.utilization, 1, GAUGE, system_memory_utilization_ratio",
    "system.memory.usage, By, OTHER, system_memory_usage_bytes",
    "requests, {request}, COUNTER, requests_total",
    "requests_total, , COUNTER, requests_total",
    "total.of.requests, , COUNTER, of_requests_total",
    "disk.io, By/s, GAUGE, disk_io_bytes_per_second",
    "queue.wait_milliseconds, ms, GAUGE, queue_wait_milliseconds",
    "2xx.responses, , OTHER, _2xx_responses",
    "__odd--name__, , OTHER, odd_name",
    "cpu:load, , GAUGE, cpu:load",
    "fan.speed, rev/min, GAUGE, fan_speed_rev_per_min",
    "share, %, GAUGE, share_percent"
  })
  void namesAreThoseOfPrometheus(String name, String unit, String kind, String expected) {
    assertThat(
            MetricNames.metric(
                name, unit == null ? "" : unit, kind.equals("COUNTER"), kind.equals("GAUGE")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http.method, http_method",
    "1st, key_1st",
    "_private, key_private",
    "__meta, __meta",
    "größe, gr__e"
  })
  void labelsAreThoseOfPrometheus(String attribute, String expected) {
    assertThat(MetricNames.label(attribute)).isEqualTo(expected);
  }

  @Property(tries = 1000, seed = "1")
  void anyNameBecomesOneThatEveryPrometheusTakes(
      @ForAll String name, @ForAll String unit, @ForAll boolean counter) {
    String metric = MetricNames.metric(name, unit, counter, !counter);
    assertThat(metric).matches("([a-zA-Z_:][a-zA-Z0-9_:]*)?");
    assertThat(MetricNames.label(name)).matches("([a-zA-Z_][a-zA-Z0-9_]*)?");
  }
}
