package io.gyr.agent.shipping;

import io.gyr.agent.RecordKind;
import io.gyr.schemas.wire.AvroCursor;
import io.gyr.schemas.wire.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Kafka keys: syscalls by host, so that the order within a host holds; samples by series;
 * entities by what they describe. Also reads the time of a record, which is found on the same way.
 * For one thread.
 */
final class RecordKeys {
  private final byte[] host;
  private final AvroCursor cursor = new AvroCursor();

  RecordKeys(String hostId) {
    host = hostId.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The key of the record with this body.
   *
   * @throws MalformedRecordException if the body is malformed
   */
  byte[] key(RecordKind kind, byte[] body, int offset, int length) {
    cursor.reset(body, offset, offset + length);
    return switch (kind) {
      case SYSCALL -> host;
      case METRIC -> series().getBytes(StandardCharsets.UTF_8);
      case ENTITY ->
          (cursor.readString() + "/" + cursor.readString() + "/" + cursor.readString())
              .getBytes(StandardCharsets.UTF_8);
    };
  }

  /**
   * When the record with this body happened, milliseconds UTC since 1970.
   *
   * @throws MalformedRecordException if the body is malformed
   */
  long timeMillis(RecordKind kind, byte[] body, int offset, int length) {
    cursor.reset(body, offset, offset + length);
    switch (kind) {
      case SYSCALL -> cursor.skipString();
      case ENTITY -> {
        cursor.skipString();
        cursor.skipString();
        cursor.skipString();
      }
      case METRIC -> {
        return cursor.readLong();
      }
    }
    return cursor.readLong() / 1_000_000;
  }

  /** As Prometheus writes a series, labels in the order of their names: {@code up{job="node"}}. */
  private String series() {
    cursor.readLong(); // time_ms
    StringBuilder key = new StringBuilder(128).append(cursor.readString()).append('{');
    cursor.readLong(); // kind
    Map<String, String> labels = new TreeMap<>();
    for (long left = cursor.readBlockCount(); left > 0; left = cursor.readBlockCount()) {
      for (; left > 0; left--) {
        labels.put(cursor.readString(), cursor.readString());
      }
    }
    String separator = "";
    for (Map.Entry<String, String> label : labels.entrySet()) {
      key.append(separator).append(label.getKey()).append("=\"");
      escape(label.getValue(), key);
      key.append('"');
      separator = ",";
    }
    return key.append('}').toString();
  }

  private static void escape(String value, StringBuilder to) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> to.append("\\\\");
        case '"' -> to.append("\\\"");
        case '\n' -> to.append("\\n");
        default -> to.append(c);
      }
    }
  }
}
