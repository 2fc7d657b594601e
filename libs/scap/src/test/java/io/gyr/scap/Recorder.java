package io.gyr.scap;

import java.util.ArrayList;
import java.util.List;

/** Keeps the tables of a capture for tests. */
final class Recorder implements TableSink {
  final List<ThreadEntry> threads = new ArrayList<>();
  final List<FdEntry> descriptors = new ArrayList<>();
  final List<String> names = new ArrayList<>();
  MachineInfo machine = MachineInfo.UNKNOWN;
  int sections;
  int ends;

  @Override
  public void section() {
    sections++;
  }

  @Override
  public void machine(MachineInfo info) {
    machine = info;
  }

  @Override
  public void thread(ThreadEntry thread) {
    threads.add(thread);
  }

  @Override
  public void descriptor(long threadId, FdEntry descriptor) {
    descriptors.add(descriptor);
  }

  @Override
  public void user(long uid, long gid, String name, String home, String shell) {
    names.add(uid + ":" + gid + ":" + name + ":" + home + ":" + shell);
  }

  @Override
  public void group(long gid, String name) {
    names.add(gid + ":" + name);
  }

  @Override
  public void networkInterface(String name, byte[] address, byte[] netmask) {
    names.add(name + "/" + address.length);
  }

  @Override
  public void tablesEnd() {
    ends++;
  }
}
