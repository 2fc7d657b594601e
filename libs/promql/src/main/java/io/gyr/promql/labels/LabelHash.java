package io.gyr.promql.labels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The hash by which {@code limit_ratio} chooses and groups of rules are spread over their interval,
 * so that both are done as by Prometheus.
 *
 * <p>It is XXH64 with seed 0 over what Prometheus's builds keep labels as: for each label, sorted,
 * the length of the name, the name, the length of the value, the value. A length below 255 is one
 * byte; a longer one is 255 and three bytes, the lowest first.
 */
public final class LabelHash {
  private static final long P1 = 0x9E3779B185EBCA87L;
  private static final long P2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P3 = 0x165667B19E3779F9L;
  private static final long P4 = 0x85EBCA77C2B2AE63L;
  private static final long P5 = 0x27D4EB2F165667C5L;
  private static final long P1_PLUS_P2 = 0x60EA27EEADC0B5D6L;
  private static final long MINUS_P1 = 0x61C8864E7A143579L;
  private static final double TWO_TO_64 = 0x1p64;
  private static final int LONG_SIZE = 255;

  private LabelHash() {}

  /** The hash as a fraction of all hashes, from 0 to 1. */
  public static double fraction(Labels labels) {
    long hash = hash(labels);
    double unsigned = (hash >>> 1) * 2.0 + (hash & 1);
    return unsigned / TWO_TO_64;
  }

  /** The hash, all 64 bits of it. */
  public static long hash(Labels labels) {
    int length = 0;
    byte[][] texts = new byte[2 * labels.size()][];
    for (int i = 0; i < texts.length; i++) {
      String text = i % 2 == 0 ? labels.name(i / 2) : labels.value(i / 2);
      texts[i] = text.getBytes(StandardCharsets.UTF_8);
      length += texts[i].length + (texts[i].length < LONG_SIZE ? 1 : 4);
    }
    ByteBuffer encoded = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    for (byte[] text : texts) {
      if (text.length < LONG_SIZE) {
        encoded.put((byte) text.length);
      } else {
        encoded.putInt(text.length << 8 | LONG_SIZE);
      }
      encoded.put(text);
    }
    return xxh64(encoded.flip());
  }

  /** XXH64 with seed 0 of a little-endian buffer. */
  static long xxh64(ByteBuffer in) {
    int length = in.remaining();
    long hash;
    if (length >= 32) {
      long v1 = P1_PLUS_P2;
      long v2 = P2;
      long v3 = 0;
      long v4 = MINUS_P1;
      while (in.remaining() >= 32) {
        v1 = round(v1, in.getLong());
        v2 = round(v2, in.getLong());
        v3 = round(v3, in.getLong());
        v4 = round(v4, in.getLong());
      }
      hash =
          Long.rotateLeft(v1, 1)
              + Long.rotateLeft(v2, 7)
              + Long.rotateLeft(v3, 12)
              + Long.rotateLeft(v4, 18);
      hash = merge(merge(merge(merge(hash, v1), v2), v3), v4);
    } else {
      hash = P5;
    }
    hash += length;
    while (in.remaining() >= 8) {
      hash = Long.rotateLeft(hash ^ round(0, in.getLong()), 27) * P1 + P4;
    }
    if (in.remaining() >= 4) {
      hash = Long.rotateLeft(hash ^ (in.getInt() & 0xFFFFFFFFL) * P1, 23) * P2 + P3;
    }
    while (in.hasRemaining()) {
      hash = Long.rotateLeft(hash ^ (in.get() & 0xFF) * P5, 11) * P1;
    }
    hash = (hash ^ hash >>> 33) * P2;
    hash = (hash ^ hash >>> 29) * P3;
    return hash ^ hash >>> 32;
  }

  private static long round(long accumulator, long input) {
    return Long.rotateLeft(accumulator + input * P2, 31) * P1;
  }

  private static long merge(long hash, long accumulator) {
    return (hash ^ round(0, accumulator)) * P1 + P4;
  }
}
