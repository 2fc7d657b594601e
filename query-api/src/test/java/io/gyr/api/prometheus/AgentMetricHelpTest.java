package io.gyr.api.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.api.ingest.MetricFamily;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentMetricHelpTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "node_cpu_seconds_total          | Time that a CPU spent in a mode               | seconds",
        "gyr_host_memory_used_ratio      | Share of memory that is not available         | ratio",
        "node_load1 | Average number of threads that ran or waited to, over a minute     | ''",
        "node_memory_MemAvailable_bytes  | Line of /proc/meminfo: MemAvailable           | bytes",
        "node_memory_HugePages_Total     | Line of /proc/meminfo: HugePages_Total        | ''",
        "node_network_receive_errs_total | Column of /proc/net/dev: receive_errs         | ''",
        "http_requests_bytes             | ''                                            | ''",
      })
  void whatAgentsSendIsExplained(String metric, String help, String unit) {
    assertThat(new AgentMetricHelp().family(metric, "gauge"))
        .isEqualTo(new MetricFamily(metric, "gauge", help, unit));
  }
}
