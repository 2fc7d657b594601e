package io.gyr.timeseries;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Identity of a series: the 128-bit XXH3 of its labels, sorted by name. The bytes that are hashed
 * are, for {@code __name__} and then each label in UTF-8 order of the names: name, 0xFF, value,
 * 0xFF; 0xFF occurs in no UTF-8 text, so two different sets of labels never give the same bytes.
 *
 * @param high upper half
 * @param low lower half
 */
public record SeriesId(long high, long low) implements Comparable<SeriesId> {
  private static final Hasher128 HASHER = Hashing.xxh3_128();
  private static final byte SEPARATOR = (byte) 0xff;

  /** Length of {@link #bytes()}. */
  public static final int BYTES = 16;

  /** Id of the series {@code name} with {@code labels}, which do not contain the name. */
  public static SeriesId of(String name, Map<String, String> labels) {
    SortedMap<String, String> sorted =
        labels instanceof SortedMap<String, String> already ? already : new TreeMap<>(labels);
    byte[] buffer = new byte[256];
    int length = append(buffer, 0, "__name__");
    buffer = grown(buffer, length, name);
    length = append(buffer, length, name);
    for (Map.Entry<String, String> label : sorted.entrySet()) {
      buffer = grown(buffer, length, label.getKey());
      length = append(buffer, length, label.getKey());
      buffer = grown(buffer, length, label.getValue());
      length = append(buffer, length, label.getValue());
    }
    HashValue128 hash = HASHER.hashBytesTo128Bits(buffer, 0, length);
    return new SeriesId(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
  }

  /** The id as 16 bytes, big endian. */
  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
  }

  /** The order of {@link #bytes()}, which is that of Cassandra's blobs. */
  @Override
  public int compareTo(SeriesId other) {
    return high == other.high
        ? Long.compareUnsigned(low, other.low)
        : Long.compareUnsigned(high, other.high);
  }

  /** The same in every process, for streams are partitioned by it. The id is a hash already. */
  @Override
  public int hashCode() {
    return (int) (low >>> 32);
  }

  /** The id in 32 hex digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes());
  }

  private static byte[] grown(byte[] buffer, int length, String text) {
    int needed = length + 3 * text.length() + 1;
    return needed <= buffer.length
        ? buffer
        : java.util.Arrays.copyOf(buffer, Math.max(needed, 2 * buffer.length));
  }

  private static int append(byte[] buffer, int position, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, buffer, position, bytes.length);
    buffer[position + bytes.length] = SEPARATOR;
    return position + bytes.length + 1;
  }
}
