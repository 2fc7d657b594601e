package io.gyr.scap;

/**
 * Events of version 1 do not say how many parameters they have: it is the largest number for which
 * the lengths add up to the length of the event.
 */
final class UncountedEvent {
  private UncountedEvent() {}

  /** How many parameters there are, -1 when nothing adds up. */
  static int parameters(byte[] bytes, int lengths, int end, EventInfo info) {
    int wanted = end;
    if (info.name().equals("notification") || info.name().equals("infra")) {
      // Their writers counted three bytes too many.
      wanted -= 3;
    }
    for (int n = info.parameters().size(); n >= 0; n--) {
      long at = lengths + 2L * n;
      if (at > wanted) {
        continue;
      }
      for (int i = 0; i < n; i++) {
        at += Bytes.u16(bytes, lengths + 2 * i);
      }
      if (at == wanted) {
        return n;
      }
    }
    return -1;
  }
}
