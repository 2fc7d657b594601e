package io.gyr.jobs.rules;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Labels as bytes: their number (4 bytes), then keys and values in turn, each a 4-byte length and
 * UTF-8.
 */
final class Labels {
  private Labels() {}

  /** The keys and values in turn that stand in {@code record}; no text is built of them. */
  static byte[] bytes(SyscallPlaces.Texts labels, byte[] record) {
    int size = Integer.BYTES;
    for (int i = 0; i < labels.size(); i++) {
      size += Integer.BYTES + labels.length(i);
    }
    ByteBuffer out = ByteBuffer.allocate(size).putInt(labels.size() / 2);
    for (int i = 0; i < labels.size(); i++) {
      out.putInt(labels.length(i)).put(record, labels.offset(i), labels.length(i));
    }
    return out.array();
  }

  static Map<String, String> of(byte[] bytes) {
    Map<String, String> labels = new TreeMap<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        labels.put(read(in), read(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return labels;
  }

  private static String read(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
