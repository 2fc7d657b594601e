package io.gyr.sinks.opensearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where events are in OpenSearch: one index a month, all made after one template. */
public final class EventIndex {
  /** Name of the index template. */
  public static final String TEMPLATE = "gyr-events";

  /** All indices that hold events, for readers. */
  public static final String PATTERN = "gyr-events-*";

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("yyyy.MM").withZone(ZoneOffset.UTC);

  private EventIndex() {}

  /** The index of an event; a function of its time, so that all versions of it meet. */
  public static String of(long timeNs) {
    long nanos = 1_000_000_000L;
    return "gyr-events-" + MONTH.format(Instant.ofEpochSecond(Math.floorDiv(timeNs, nanos)));
  }

  /** The index template in JSON, for {@code PUT /_index_template/gyr-events}. */
  public static String template() {
    try (InputStream in = EventIndex.class.getResourceAsStream("events-template.json")) {
      if (in == null) {
        throw new IllegalStateException("events-template.json is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The mapping of the template in JSON, for indices that are there already. */
  public static String mapping() {
    try {
      return new ObjectMapper().readTree(template()).at("/template/mappings").toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
