package io.gyr.rules.sequence;

/**
 * Candidates as bytes, for the way from one process to another. Parts as in {@link BytesWriter}:
 *
 * <pre>
 *   1 byte   version of the layout, 1
 *   number   sequence        number   timeNs
 *   text     key             text     origin
 *   number   steps           number   parts
 *   count, that many values
 *   bytes    context
 * </pre>
 */
public final class CandidateCodec {

  private static final int VERSION = 1;

  private CandidateCodec() {}

  /** The bytes of a candidate. */
  public static byte[] encode(Candidate candidate) {
    BytesWriter out = new BytesWriter();
    out.oneByte(VERSION);
    out.number(candidate.sequence());
    out.number(candidate.timeNs());
    out.text(candidate.key());
    out.text(candidate.origin());
    out.number(candidate.steps());
    out.number(candidate.parts());
    out.values(candidate.values());
    out.bytes(candidate.context());
    return out.toByteArray();
  }

  /**
   * The candidate of its bytes.
   *
   * @throws IllegalArgumentException when they are none
   */
  public static Candidate decode(byte[] bytes) {
    BytesReader in = new BytesReader(bytes);
    int version = in.oneByte();
    if (version != VERSION) {
      throw new IllegalArgumentException("a candidate in an unknown layout: " + version);
    }
    long sequence = in.number();
    long timeNs = in.number();
    String key = in.text();
    String origin = in.text();
    long steps = in.number();
    long parts = in.number();
    Candidate candidate =
        new Candidate(sequence, key, timeNs, steps, parts, in.values(), origin, in.bytes());
    in.end();
    return candidate;
  }
}
