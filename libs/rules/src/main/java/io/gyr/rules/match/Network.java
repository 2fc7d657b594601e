package io.gyr.rules.match;

/** Accepts the addresses of a network, or one address. */
public final class Network implements TextMatcher {

  private final boolean ipv4;
  private final long high;
  private final long low;
  private final int bits;

  private Network(boolean ipv4, long high, long low, int bits) {
    this.ipv4 = ipv4;
    this.bits = bits;
    this.high = ipv4 ? masked(high, bits + 32) : masked(high, Math.min(bits, 64));
    this.low = ipv4 ? 0 : masked(low, Math.max(bits - 64, 0));
  }

  /**
   * Reads an address or a network in CIDR form.
   *
   * @throws IllegalArgumentException when the text is neither
   */
  public static Network of(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    long number = Address.ipv4(address);
    boolean ipv4 = number != Address.NONE;
    if (!ipv4 && !Address.isIpv6(address)) {
      throw new IllegalArgumentException("'" + text + "' is neither an address nor a network");
    }
    int most = ipv4 ? 32 : 128;
    int bits = slash < 0 ? most : bits(text.substring(slash + 1));
    if (bits < 0 || bits > most) {
      throw new IllegalArgumentException("'" + text + "' has no such prefix length");
    }
    return ipv4
        ? new Network(true, number, 0, bits)
        : new Network(false, Address.high(address), Address.low(address), bits);
  }

  @Override
  public boolean matches(String text) {
    long number = Address.ipv4(text);
    if (ipv4 || number != Address.NONE) {
      return ipv4 && number != Address.NONE && masked(number, bits + 32) == high;
    }
    return Address.isIpv6(text)
        && masked(Address.high(text), Math.min(bits, 64)) == high
        && masked(Address.low(text), Math.max(bits - 64, 0)) == low;
  }

  @Override
  public int cost() {
    return 6;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network that
        && ipv4 == that.ipv4
        && high == that.high
        && low == that.low
        && bits == that.bits;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high * 31 + low) * 31 + bits;
  }

  private static int bits(String text) {
    return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
  }

  /** The number with all but its first {@code bits} of 64 cleared. */
  private static long masked(long number, int bits) {
    return bits == 0 ? 0 : number & -1L << (64 - bits);
  }
}
