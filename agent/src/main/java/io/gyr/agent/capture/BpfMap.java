package io.gyr.agent.capture;

import com.sun.jna.Memory;
import com.sun.jna.Native;

/** A map of the kernel side with keys of 32 bits. Not thread-safe. */
final class BpfMap {
  private final LibBpf libbpf;
  private final int fd;
  private final Memory key = new Memory(4);
  private final Memory value;

  BpfMap(LibBpf libbpf, int fd, int valueBytes) {
    this.libbpf = libbpf;
    this.fd = fd;
    this.value = new Memory(valueBytes);
  }

  /** Sets the value of a key. */
  void put(int key, long newValue) {
    this.key.setInt(0, key);
    if (value.size() == 8) {
      value.setLong(0, newValue);
    } else {
      value.setByte(0, (byte) newValue);
    }
    if (libbpf.bpf_map_update_elem(fd, this.key, value, 0) != 0) {
      throw new IllegalStateException("map update failed with error " + Native.getLastError());
    }
  }

  /** The values of all CPUs of a key, into an array with room for them. */
  void read(int key, long[] perCpu) {
    this.key.setInt(0, key);
    if (libbpf.bpf_map_lookup_elem(fd, this.key, value) != 0) {
      throw new IllegalStateException("map lookup failed with error " + Native.getLastError());
    }
    value.read(0, perCpu, 0, perCpu.length);
  }

  /** How many CPUs a per-CPU map has values for. */
  int cpus() {
    return (int) (value.size() / 8);
  }
}
