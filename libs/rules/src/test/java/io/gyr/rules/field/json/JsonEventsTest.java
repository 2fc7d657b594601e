package io.gyr.rules.field.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.field.cloudtrail.CloudTrailSource;
import io.gyr.rules.field.json.JsonEvents.Reading;
import io.gyr.rules.field.k8saudit.K8sAuditSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class JsonEventsTest {

  private static final String AUDIT =
      "{\"kind\":\"Event\",\"auditID\":\"a\",\"stageTimestamp\":\"2026-11-21T21:23:25.191038Z\"}\n";
  private static final String RECORD =
      "{\"eventName\":\"GetObject\",\"eventTime\":\"2026-11-21T22:23:25+01:00\"}";

  private final List<String> events = new ArrayList<>();

  @Test
  void eventsAreNumberedAndHaveTheirTime() {
    Reading reading = read(K8sAuditSource.SOURCE, (AUDIT + AUDIT).getBytes(StandardCharsets.UTF_8));
    assertThat(events).containsExactly("1 1795296205191038000", "2 1795296205191038000");
    assertThat(reading).isEqualTo(new Reading(2, 0, List.of()));
  }

  @Test
  void listsWrappersOffsetsAndMarksOfByteOrderAreTaken() {
    read(
        CloudTrailSource.SOURCE,
        ("\ufeff{\"Records\":[" + RECORD + "]}{\"detail-type\":\"x\",\"detail\":" + RECORD + "}")
            .getBytes(StandardCharsets.UTF_8));
    assertThat(events).containsExactly("1 1795296205000000000", "2 1795296205000000000");
    events.clear();
    read(
        K8sAuditSource.SOURCE,
        ("{\"kind\":\"EventList\",\"items\":[" + AUDIT + "," + AUDIT + "]}")
            .getBytes(StandardCharsets.UTF_8));
    assertThat(events).hasSize(2);
  }

  @Test
  void compressedStreamsAreTakenAndBrokenOnesAsFarAsTheyGo() throws IOException {
    byte[] packed = gzip(AUDIT.repeat(5000));
    assertThat(read(K8sAuditSource.SOURCE, packed).events()).isEqualTo(5000);
    events.clear();
    Reading half = read(K8sAuditSource.SOURCE, Arrays.copyOf(packed, packed.length / 2));
    assertThat(half.events()).isBetween(1000L, 4999L);
    assertThat(half.problems())
        .anyMatch(problem -> problem.startsWith("cannot be read any further"));
    assertThat(read(K8sAuditSource.SOURCE, Arrays.copyOf(packed, 5)).problems()).hasSize(1);
  }

  @Test
  void whatIsNoEventIsNamedAndCounted() {
    Reading reading =
        read(
            K8sAuditSource.SOURCE,
            ("{\"kind\":0}\n"
                    + "{\"kind\":\"Event\"}\n"
                    + "{\"auditID\":\"a\"}\n"
                    + "{\"auditID\":\"a\",\"stageTimestamp\":\"yesterday\"}\n"
                    + "{\"auditID\":\"a\",\"stageTimestamp\":\"+999999999-01-01T00:00:00Z\"}\n"
                    + "{}\n".repeat(100))
                .getBytes(StandardCharsets.UTF_8));
    assertThat(reading.events()).isZero();
    assertThat(reading.skipped()).isEqualTo(105);
    assertThat(reading.problems())
        .hasSize(20)
        .startsWith(
            "line 1: no audit event: its kind is 0",
            "line 2: no audit event: it has no auditID",
            "line 3: no stageTimestamp in RFC 3339",
            "line 4: no stageTimestamp in RFC 3339",
            "line 5: no stageTimestamp in RFC 3339");
  }

  private Reading read(JsonSource source, byte[] bytes) {
    return JsonEvents.read(
        new ByteArrayInputStream(bytes),
        source,
        event -> events.add(event.number() + " " + event.timeNs()));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
