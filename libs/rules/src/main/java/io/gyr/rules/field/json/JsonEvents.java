package io.gyr.rules.field.json;

import io.gyr.rules.json.JsonEvent;
import io.gyr.rules.json.JsonSplitter;
import io.gyr.rules.json.JsonValue;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the events of a stream of JSON, plain or compressed by gzip. For one stream. */
public final class JsonEvents {

  /** Further problems are counted only. */
  private static final int MAX_PROBLEMS = 20;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /**
   * What came of it.
   *
   * @param events how many there were
   * @param skipped how many things could not be read or were no events of the source
   * @param problems what was wrong with the first of those, and where
   */
  public record Reading(long events, long skipped, List<String> problems) {}

  private final JsonSource source;
  private final Consumer<JsonEvent> consumer;
  private final JsonEvent event = new JsonEvent();
  private final List<String> problems = new ArrayList<>();
  private long events;
  private long skipped;

  private JsonEvents(JsonSource source, Consumer<JsonEvent> consumer) {
    this.source = source;
    this.consumer = consumer;
  }

  /**
   * Reads a stream to its end and hands on every event. It is one object for all of them, valid
   * until the consumer returns. What cannot be read is skipped, counted and told.
   */
  public static Reading read(InputStream in, JsonSource source, Consumer<JsonEvent> consumer) {
    JsonEvents events = new JsonEvents(source, consumer);
    try {
      JsonSplitter.split(plain(in), source.listKey(), events.sink());
    } catch (IOException e) {
      events.skip("cannot be read any further: " + e.getMessage());
    }
    return new Reading(events.events, events.skipped, List.copyOf(events.problems));
  }

  private JsonSplitter.Sink sink() {
    return new JsonSplitter.Sink() {
      @Override
      public void object(JsonValue object, long line) {
        JsonValue content = source.content().apply(object);
        String problem = source.problem().apply(content);
        Long time = problem == null ? timeNs(content) : null;
        if (problem != null) {
          problem(line, problem);
        } else if (time == null) {
          problem(line, "no " + source.timeKey() + " in RFC 3339");
        } else {
          event.set(content, time, ++events);
          consumer.accept(event);
        }
      }

      @Override
      public void problem(long line, String problem) {
        skip("line " + line + ": " + problem);
      }
    };
  }

  private void skip(String problem) {
    if (++skipped <= MAX_PROBLEMS) {
      problems.add(problem);
    }
  }

  private @Nullable Long timeNs(JsonValue document) {
    JsonValue time = document.get(source.timeKey());
    String text = time == null ? null : time.textOrNull();
    if (text == null) {
      return null;
    }
    try {
      Instant instant = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /** The stream without compression and without a mark of its byte order. */
  private static InputStream plain(InputStream in) throws IOException {
    InputStream buffered = new BufferedInputStream(in, 64 * 1024);
    buffered.mark(3);
    byte[] start = buffered.readNBytes(3);
    buffered.reset();
    if (start.length >= 2 && start[0] == (byte) 0x1f && start[1] == (byte) 0x8b) {
      return new GZIPInputStream(buffered, 64 * 1024);
    }
    if (start.length == 3
        && start[0] == (byte) 0xef
        && start[1] == (byte) 0xbb
        && start[2] == (byte) 0xbf) {
      buffered.skipNBytes(3);
    }
    return buffered;
  }
}
