package io.gyr.sinks.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyr.jobs.runtime.fixture.RandomRecords;
import io.gyr.jobs.runtime.fixture.TestRecords;
import io.gyr.schemas.record.DecisiveCondition;
import io.gyr.schemas.record.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EventDocumentTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The mapping is strict: a field that it does not know is a rejected document. */
  @Test
  void hasExactlyTheFieldsOfTheTemplate() throws IOException {
    Event event = TestRecords.event("e1", 2);
    event.setEndTimeNs(event.getTimeNs() + 1);
    event.setConditions(
        List.of(new DecisiveCondition("proc.name = bash", Map.of("proc.name", "bash"))));
    event.setRecords(List.of("host/1/2"));
    event.setCount(3);
    event.setAggregatedInto("e0");
    assertThat(names(document(event)))
        .isEqualTo(names(JSON.readTree(EventIndex.template()).at("/template/mappings/properties")));
    assertThat(JSON.readTree(EventIndex.template()).at("/template/mappings/dynamic").asText())
        .isEqualTo("strict");
  }

  @Test
  void leavesOutWhatIsNotKnown() throws IOException {
    Event event = TestRecords.event("e1", 2);
    event.setRuleVersion(null);
    assertThat(names(document(event))).doesNotContain("end_time_ns", "rule_version");
  }

  @Test
  void theActionNamesTheEventAndItsVersion() throws IOException {
    Event event = TestRecords.event("e1", 2);
    event.setTimeNs(1_767_225_599_999_999_999L);
    JsonNode index = lines(event).get(0).get("index");
    assertThat(index.get("_index").asText()).isEqualTo("gyr-events-2025.12");
    assertThat(index.get("_id").asText()).isEqualTo("e1");
    assertThat(index.get("version").asLong()).isEqualTo(2);
    assertThat(index.get("version_type").asText()).isEqualTo("external_gte");
  }

  @Property(tries = 300, seed = "9")
  void anyEventIsTwoLinesThatSayTheSame(@ForAll long seed) throws IOException {
    Event event = RandomRecords.of(Event.getClassSchema(), seed);
    JsonNode document = document(event);
    assertThat(document.get("id").asText()).isEqualTo(event.getId());
    assertThat(document.get("time_ns").asLong()).isEqualTo(event.getTimeNs());
    assertThat(document.get("time_ms").asLong())
        .isEqualTo(Math.floorDiv(event.getTimeNs(), 1_000_000L));
    assertThat(document.get("severity").asInt()).isEqualTo(event.getSeverity());
    assertThat(document.get("name").asText()).isEqualTo(event.getName());
    assertThat(JSON.convertValue(document.get("tags"), List.class)).isEqualTo(event.getTags());
    assertThat(JSON.convertValue(document.get("labels"), Map.class)).isEqualTo(event.getLabels());
    assertThat(JSON.convertValue(document.get("fields"), Map.class)).isEqualTo(event.getFields());
    assertThat(document.get("label_pairs")).hasSize(event.getLabels().size());
  }

  private static JsonNode document(Event event) throws IOException {
    List<JsonNode> lines = lines(event);
    assertThat(lines).hasSize(2);
    return lines.get(1);
  }

  private static List<JsonNode> lines(Event event) throws IOException {
    ByteArrayOutputStream bulk = new ByteArrayOutputStream();
    EventDocument.write(event, bulk);
    String text = bulk.toString(StandardCharsets.UTF_8);
    assertThat(text).endsWith("\n");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text.split("\n")) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
