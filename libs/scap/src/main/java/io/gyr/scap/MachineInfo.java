package io.gyr.scap;

/**
 * The machine that a capture is from.
 *
 * @param processors how many
 * @param memoryBytes of the machine
 * @param hostname empty if not recorded
 * @param bootTimeNs nanoseconds UTC since 1970, 0 if not recorded
 */
public record MachineInfo(int processors, long memoryBytes, String hostname, long bootTimeNs) {
  /** Where no block says anything. */
  public static final MachineInfo UNKNOWN = new MachineInfo(0, 0, "", 0);

  private static final int HOSTNAME = 20;
  private static final int HOSTNAME_LENGTH = 128;
  private static final int BOOT = HOSTNAME + HOSTNAME_LENGTH;

  static MachineInfo read(Block block) throws ScapException {
    byte[] bytes = block.bytes();
    int at = block.take(BOOT);
    long boot = block.left() >= Long.BYTES ? block.i64() : 0;
    return new MachineInfo(
        Bytes.i32(bytes, at),
        Bytes.i64(bytes, at + 4),
        Bytes.terminated(bytes, at + HOSTNAME, HOSTNAME_LENGTH),
        boot);
  }
}
