package io.gyr.scap;

/** Takes the tables that stand before the events of a capture. */
public interface TableSink {

  /** A section begins: what the tables had before is of another capture. */
  void section();

  /** The machine that the capture is from. */
  void machine(MachineInfo machine);

  /** A thread. */
  void thread(ThreadEntry thread);

  /** A descriptor of a thread that was given before, or of one that is not known. */
  void descriptor(long threadId, FdEntry descriptor);

  /** A user of the host. */
  void user(long uid, long gid, String name, String home, String shell);

  /** A group of the host. */
  void group(long gid, String name);

  /** An address of the machine, 4 or 16 bytes. */
  void networkInterface(String name, byte[] address, byte[] netmask);

  /** The tables are complete; events follow. Also called where a capture has no events. */
  void tablesEnd();
}
