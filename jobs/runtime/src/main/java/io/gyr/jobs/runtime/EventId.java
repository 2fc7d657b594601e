package io.gyr.jobs.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids of events: the first 128 bits of the SHA-256 of what makes the event this one and no other,
 * each part preceded by its length in bytes. A replay gives the same id, so duplicates meet.
 */
public final class EventId {
  private static final int BYTES = 16;

  private EventId() {}

  /** The id, 32 hex digits, of the event with these parts, which are in a fixed order. */
  public static String of(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
