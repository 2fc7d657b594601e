package io.gyr.api.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A bearer token: 256 random bits in hex behind {@code gyr_}, which secret scanners look for. */
public final class Token {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PREFIX = "gyr_";
  private static final int BYTES = 32;

  private Token() {}

  /** A new token. */
  public static String create() {
    byte[] bits = new byte[BYTES];
    RANDOM.nextBytes(bits);
    return PREFIX + HexFormat.of().formatHex(bits);
  }

  /**
   * What is stored of a token: its SHA-256. No salt and no stretching, because nobody can guess 256
   * random bits; looking up by hash also leaves nothing to learn from the time that it takes.
   */
  public static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
