package io.gyr.capture;

import io.gyr.scap.FdType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors of a process by number: those with small numbers, which are nearly all, in an
 * array, because children copy it. Not thread-safe.
 */
final class FdMap {
  private static final int FIRST = 16;
  private static final int SMALL = 1 << 10;

  /** A process may have a million descriptors, but numbers beyond that are no descriptors. */
  private static final int MOST = 1 << 20;

  private @Nullable Fd[] fds = new Fd[FIRST];
  private final TreeMap<Integer, Fd> others = new TreeMap<>();
  private int size;

  @Nullable Fd get(long number) {
    if (number >= 0 && number < fds.length) {
      return fds[(int) number];
    }
    return number < SMALL || number >= MOST ? null : others.get((int) number);
  }

  void put(long number, Fd fd) {
    if (number < 0 || number >= MOST) {
      return;
    }
    int i = (int) number;
    if (i >= SMALL) {
      size += others.put(i, fd) == null ? 1 : 0;
      return;
    }
    if (i >= fds.length) {
      fds = Arrays.copyOf(fds, Math.max(i + 1, 2 * fds.length));
    }
    size += fds[i] == null ? 1 : 0;
    fds[i] = fd;
  }

  void remove(long number) {
    if (get(number) == null) {
      return;
    }
    size--;
    if (number < SMALL) {
      fds[(int) number] = null;
    } else {
      others.remove((int) number);
    }
  }

  void removeRange(long first, long last) {
    long end = Math.min(last, fds.length - 1L);
    for (long i = Math.max(0, first); i <= end; i++) {
      remove(i);
    }
    long from = Math.max(SMALL, first);
    long to = Math.min(MOST, last);
    if (from <= to) {
      Map<Integer, Fd> closed = others.subMap((int) from, true, (int) to, true);
      size -= closed.size();
      closed.clear();
    }
  }

  int size() {
    return size;
  }

  /** All descriptors, by number. */
  List<Fd> all() {
    List<Fd> all = new ArrayList<>(size);
    for (Fd fd : fds) {
      if (fd != null) {
        all.add(fd);
      }
    }
    all.addAll(others.values());
    return all;
  }

  void copyFrom(FdMap other) {
    fds = new Fd[other.fds.length];
    for (int i = 0; i < fds.length; i++) {
      Fd fd = other.fds[i];
      fds[i] = fd == null ? null : fd.copy();
    }
    others.clear();
    other.others.forEach((number, fd) -> others.put(number, fd.copy()));
    size = other.size;
  }

  /** Whether any IPv4 socket listens on the port, or is connected to it at its far end. */
  boolean isBoundTo(int port) {
    return isAny(
        fd ->
            fd.type == FdType.IPV4_SOCK && fd.destination.port == port
                || fd.type == FdType.IPV4_SERVSOCK && fd.source.port == port);
  }

  /** Whether any IPv4 socket has the port at its near end. */
  boolean usesClientPort(int port) {
    return isAny(fd -> fd.type == FdType.IPV4_SOCK && fd.source.port == port);
  }

  private boolean isAny(Predicate<Fd> test) {
    for (Fd fd : fds) {
      if (fd != null && test.test(fd)) {
        return true;
      }
    }
    return others.values().stream().anyMatch(test);
  }
}
