package io.gyr.capture;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The descriptors of a process by number. Not thread-safe. */
final class FdMap {
  private static final int FIRST = 16;

  /** A process may have a million descriptors, but numbers beyond that are no descriptors. */
  private static final int MOST = 1 << 20;

  private @Nullable Fd[] fds = new Fd[FIRST];
  private int size;

  @Nullable Fd get(long number) {
    return number >= 0 && number < fds.length ? fds[(int) number] : null;
  }

  void put(long number, Fd fd) {
    if (number < 0 || number >= MOST) {
      return;
    }
    int i = (int) number;
    if (i >= fds.length) {
      fds = Arrays.copyOf(fds, Math.max(i + 1, 2 * fds.length));
    }
    if (fds[i] == null) {
      size++;
    }
    fds[i] = fd;
  }

  void remove(long number) {
    if (number >= 0 && number < fds.length && fds[(int) number] != null) {
      fds[(int) number] = null;
      size--;
    }
  }

  void removeRange(long first, long last) {
    for (long i = Math.max(0, first); i <= last && i < fds.length; i++) {
      remove(i);
    }
  }

  int size() {
    return size;
  }

  /** Numbers run to one less than this. */
  int limit() {
    return fds.length;
  }

  void copyFrom(FdMap other) {
    fds = new Fd[other.fds.length];
    for (int i = 0; i < fds.length; i++) {
      Fd fd = other.fds[i];
      fds[i] = fd == null ? null : fd.copy();
    }
    size = other.size;
  }

  /** Whether any IPv4 socket listens on the port, or is connected to it at its far end. */
  boolean isBoundTo(int port) {
    for (Fd fd : fds) {
      if (fd != null
          && (fd.type == io.gyr.scap.FdType.IPV4_SOCK && fd.destination.port == port
              || fd.type == io.gyr.scap.FdType.IPV4_SERVSOCK && fd.source.port == port)) {
        return true;
      }
    }
    return false;
  }

  /** Whether any IPv4 socket has the port at its near end. */
  boolean usesClientPort(int port) {
    for (Fd fd : fds) {
      if (fd != null && fd.type == io.gyr.scap.FdType.IPV4_SOCK && fd.source.port == port) {
        return true;
      }
    }
    return false;
  }
}
