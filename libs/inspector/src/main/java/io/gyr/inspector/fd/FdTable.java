package io.gyr.inspector.fd;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors of one process. Numbers from {@link #MAX} on are not kept, which is counted. Not
 * thread-safe.
 */
public final class FdTable {
  /** Descriptors below this are kept: the kernel's usual hard limit is sixteen times as much. */
  public static final int MAX = 1 << 16;

  private static final int FIRST = 16;
  private static final int STANDARD_ERROR = 2;

  private @Nullable Descriptor[] descriptors;
  private final BitSet closeOnExec;
  private long rejected;

  /** An empty table. */
  public FdTable() {
    this(new Descriptor[FIRST], new BitSet());
  }

  private FdTable(@Nullable Descriptor[] descriptors, BitSet closeOnExec) {
    this.descriptors = descriptors;
    this.closeOnExec = closeOnExec;
  }

  /** The table that a child starts with. */
  public FdTable copy() {
    return new FdTable(descriptors.clone(), (BitSet) closeOnExec.clone());
  }

  /** What a number stands for; null if it is not known to be open. */
  public @Nullable Descriptor get(long number) {
    return number < 0 || number >= descriptors.length ? null : descriptors[(int) number];
  }

  /**
   * Whether to let an exec close a descriptor of which nobody saw how it was opened. If that is
   * wrong, it is looked up again; the other mistake would leave a wrong name. The standard three
   * are always inherited.
   */
  public static boolean assumedCloseOnExec(long number) {
    return number > STANDARD_ERROR;
  }

  /** A descriptor was opened, or another took its number. */
  public void put(long number, Descriptor descriptor, boolean cloexec) {
    if (number < 0 || number >= MAX) {
      rejected++;
      return;
    }
    int i = (int) number;
    if (i >= descriptors.length) {
      descriptors = Arrays.copyOf(descriptors, Math.max(i + 1, 2 * descriptors.length));
    }
    descriptors[i] = descriptor;
    closeOnExec.set(i, cloexec);
  }

  /** More became known of an open descriptor. */
  public void update(long number, Descriptor descriptor) {
    put(number, descriptor, number >= 0 && number < MAX && closeOnExec.get((int) number));
  }

  /** Whether an exec closes it. */
  public void setCloseOnExec(long number, boolean cloexec) {
    if (number >= 0 && number < MAX) {
      closeOnExec.set((int) number, cloexec);
    }
  }

  /** A range of descriptors, both ends included, was closed. */
  public void close(long first, long last) {
    if (first < 0 || first >= descriptors.length) {
      return;
    }
    int from = (int) first;
    int to = (int) Math.min(last < 0 ? MAX : last, descriptors.length - 1L) + 1;
    if (from < to) {
      Arrays.fill(descriptors, from, to, null);
      closeOnExec.clear(from, to);
    }
  }

  /** A new program took over the process. */
  public void exec() {
    for (int i = closeOnExec.nextSetBit(0); i >= 0; i = closeOnExec.nextSetBit(i + 1)) {
      if (i < descriptors.length) {
        descriptors[i] = null;
      }
    }
    closeOnExec.clear();
  }

  /** Descriptors whose number was too great to be kept. */
  public long rejected() {
    return rejected;
  }
}
