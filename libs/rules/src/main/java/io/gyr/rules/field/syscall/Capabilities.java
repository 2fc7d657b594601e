package io.gyr.rules.field.syscall;

/** Names of Linux's capabilities, by bit. */
final class Capabilities {

  private static final String[] NAMES =
      """
      CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE
      NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO
      SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME
      SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG
      WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE
      """
          .strip()
          .split("\\s+");

  private Capabilities() {}

  /** The names of the bits that are set, with spaces between. */
  static String names(long mask) {
    StringBuilder text = new StringBuilder();
    for (int bit = 0; bit < NAMES.length; bit++) {
      if ((mask >> bit & 1) == 1) {
        text.append(text.length() == 0 ? "CAP_" : " CAP_").append(NAMES[bit]);
      }
    }
    return text.toString();
  }
}
