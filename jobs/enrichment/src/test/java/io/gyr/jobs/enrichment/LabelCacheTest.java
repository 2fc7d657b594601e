package io.gyr.jobs.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

class LabelCacheTest {
  private final Map<String, Map<String, String>> known = new HashMap<>();
  private final LabelCache cache = new LabelCache();

  @Test
  void bytesAreAnAvroMapOfHostAndContainer() throws Exception {
    known.put("host/h1/h1", Map.of("host.name", "wéb", "cloud.region", ""));
    known.put("container/h1/c1", Map.of("container.name", "shop"));
    assertThat(decoded(cache.labels("h1", "c1", known::get)))
        .isEqualTo(
            Map.of(
                "host.id", "h1",
                "host.name", "wéb",
                "cloud.region", "",
                "container.id", "c1",
                "container.name", "shop"));
  }

  @Test
  void idsAreThereEvenWhenNothingIsKnown() throws Exception {
    assertThat(decoded(cache.labels("h1", null, known::get))).isEqualTo(Map.of("host.id", "h1"));
    assertThat(decoded(cache.labels("h1", "c1", known::get)))
        .isEqualTo(Map.of("host.id", "h1", "container.id", "c1"));
  }

  @Test
  void whatIsKnownWinsOverWhatIsAssumed() throws Exception {
    known.put("host/h1/h1", Map.of("host.id", "another"));
    assertThat(decoded(cache.labels("h1", null, known::get)))
        .isEqualTo(Map.of("host.id", "another"));
  }

  @Test
  void newerKnowledgeIsUsedAfterClear() throws Exception {
    assertThat(decoded(cache.labels("h1", null, known::get))).doesNotContainKey("host.name");
    known.put("host/h1/h1", Map.of("host.name", "web-1"));
    assertThat(decoded(cache.labels("h1", null, known::get))).doesNotContainKey("host.name");
    cache.clear();
    assertThat(decoded(cache.labels("h1", null, known::get))).containsEntry("host.name", "web-1");
  }

  private static Map<String, String> decoded(byte[] bytes) throws IOException {
    Schema schema = Schema.createMap(Schema.create(Schema.Type.STRING));
    GenericData.setStringType(schema, GenericData.StringType.String);
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
    Map<Object, Object> map =
        new GenericDatumReader<Map<Object, Object>>(schema).read(null, decoder);
    assertThat(decoder.isEnd()).isTrue();
    Map<String, String> texts = new HashMap<>();
    map.forEach((key, value) -> texts.put(key.toString(), value.toString()));
    return texts;
  }
}
