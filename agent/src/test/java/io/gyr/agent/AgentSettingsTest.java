package io.gyr.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.component.Settings;
import io.gyr.component.SettingsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentSettingsTest {
  @Test
  void defaults() {
    assertThat(Settings.read(AgentSettings.class, Map.of()))
        .isEqualTo(
            new AgentSettings(
                Path.of("/var/lib/gyr/agent"),
                "",
                "",
                Path.of("/"),
                List.of("127.0.0.1:9092"),
                "http://127.0.0.1:8081/apis/ccompat/v7",
                1L << 30,
                512L << 20,
                10,
                300,
                "127.0.0.1",
                9465,
                true,
                16 << 20,
                List.of(),
                "",
                true,
                10,
                "",
                256L << 20));
  }

  @Test
  void everyKeyMaps() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("agent.data_dir", "/d");
    values.put("agent.host_id", "id");
    values.put("agent.host_name", "name");
    values.put("agent.host_root", "/host");
    values.put("kafka.bootstrap", "a:1, b:2");
    values.put("registry.url", "http://r");
    values.put("agent.queue.max_bytes", "4194305");
    values.put("agent.queue.disk_floor_bytes", "2");
    values.put("agent.metrics.interval_s", "3");
    values.put("agent.metadata.interval_s", "4");
    values.put("agent.http.host", "::1");
    values.put("agent.http.port", "5");
    values.put("agent.capture.enabled", "false");
    values.put("agent.capture.ring_bytes", "65536");
    values.put("agent.exclude_pids", "7,/run/gyr");
    values.put("agent.replay.file", "f");
    values.put("agent.replay.fallback", "false");
    values.put("agent.replay.loop_pause_s", "6");
    values.put("agent.record.file", "r");
    values.put("agent.record.max_bytes", "8");
    assertThat(Settings.describe(AgentSettings.class)).hasSameSizeAs(values.keySet());
    assertThat(Settings.read(AgentSettings.class, values))
        .isEqualTo(
            new AgentSettings(
                Path.of("/d"),
                "id",
                "name",
                Path.of("/host"),
                List.of("a:1", "b:2"),
                "http://r",
                4194305,
                2,
                3,
                4,
                "::1",
                5,
                false,
                65536,
                List.of("7", "/run/gyr"),
                "f",
                false,
                6,
                "r",
                8));
  }

  @Test
  void aQueueTooSmallToRollIsRefused() {
    assertThatThrownBy(
            () -> Settings.read(AgentSettings.class, Map.of("agent.queue.max_bytes", "1000")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("agent.queue.max_bytes");
  }
}
