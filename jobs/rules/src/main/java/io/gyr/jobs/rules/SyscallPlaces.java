package io.gyr.jobs.rules;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.schemas.wire.AvroCursor;
import java.util.Arrays;

/**
 * Where each fact of an enriched system call stands in its bytes: the walk over today's schema, in
 * the order of its fields. Reused for record after record.
 */
final class SyscallPlaces {
  final int[] offset = new int[SyscallFacts.COUNT];

  /** Length of a text, -1 where it is absent. */
  final int[] length = new int[SyscallFacts.COUNT];

  final long[] number = new long[SyscallFacts.COUNT];

  /** Name, value, name, value. */
  final Texts arguments = new Texts();

  final Texts processArguments = new Texts();

  /** Name, exe, exe path and command line of the first ancestor, then of the next. */
  final Texts ancestors = new Texts();

  /** Name, value, name, value. */
  final Texts labels = new Texts();

  long[] ancestorPids = new long[8];
  int ancestorCount;

  /** Walks over the record from the field {@code result} to its end. */
  void read(AvroCursor cursor) {
    Arrays.fill(length, -1);
    Arrays.fill(number, Event.ABSENT);
    number(cursor, SyscallFacts.EVENT_RESULT);
    number(cursor, SyscallFacts.THREAD_ID);
    optionalText(cursor, SyscallFacts.CONTAINER_ID);
    arguments.readPairs(cursor);
    if (cursor.readLong() != 0) {
      descriptor(cursor);
    }
    process(cursor);
    user(cursor);
    labels.readPairs(cursor);
  }

  private void descriptor(AvroCursor cursor) {
    number(cursor, SyscallFacts.FD_NUMBER);
    text(cursor, SyscallFacts.FD_TYPE);
    text(cursor, SyscallFacts.FD_NAME);
    if (cursor.readLong() != 0) {
      text(cursor, SyscallFacts.FD_PROTOCOL);
      optionalText(cursor, SyscallFacts.FD_CLIENT_IP);
      number(cursor, SyscallFacts.FD_CLIENT_PORT);
      optionalText(cursor, SyscallFacts.FD_SERVER_IP);
      number(cursor, SyscallFacts.FD_SERVER_PORT);
      number[SyscallFacts.FD_IS_SERVER] = cursor.readBoolean() ? 1 : 0;
    }
  }

  private void process(AvroCursor cursor) {
    number(cursor, SyscallFacts.PROCESS_PID);
    number(cursor, SyscallFacts.PROCESS_VPID);
    text(cursor, SyscallFacts.PROCESS_NAME);
    text(cursor, SyscallFacts.PROCESS_EXE);
    text(cursor, SyscallFacts.PROCESS_EXE_PATH);
    processArguments.clear();
    for (long left = block(cursor); left != 0; left = block(cursor)) {
      for (; left > 0; left--) {
        processArguments.read(cursor);
      }
    }
    text(cursor, SyscallFacts.PROCESS_CWD);
    number(cursor, SyscallFacts.PROCESS_TTY);
    number(cursor, SyscallFacts.PROCESS_SESSION_ID);
    number(cursor, SyscallFacts.PROCESS_START_NS);
    ancestors.clear();
    ancestorCount = 0;
    for (long left = block(cursor); left != 0; left = block(cursor)) {
      for (; left > 0; left--) {
        ancestor(cursor);
      }
    }
  }

  private void ancestor(AvroCursor cursor) {
    if (ancestorCount == ancestorPids.length) {
      ancestorPids = Arrays.copyOf(ancestorPids, 2 * ancestorCount);
    }
    ancestorPids[ancestorCount++] = cursor.readLong();
    ancestors.read(cursor);
    ancestors.read(cursor);
    ancestors.read(cursor);
    ancestors.read(cursor);
  }

  private void user(AvroCursor cursor) {
    number(cursor, SyscallFacts.USER_ID);
    optionalText(cursor, SyscallFacts.USER_NAME);
    number(cursor, SyscallFacts.GROUP_ID);
    optionalText(cursor, SyscallFacts.GROUP_NAME);
    number(cursor, SyscallFacts.LOGIN_USER_ID);
    optionalText(cursor, SyscallFacts.LOGIN_USER_NAME);
  }

  private void number(AvroCursor cursor, int fact) {
    number[fact] = cursor.readLong();
  }

  private void text(AvroCursor cursor, int fact) {
    int bytes = cursor.readLength();
    offset[fact] = cursor.position();
    length[fact] = bytes;
    cursor.skip(bytes);
  }

  private void optionalText(AvroCursor cursor, int fact) {
    if (cursor.readLong() != 0) {
      text(cursor, fact);
    }
  }

  /** Number of elements in the block of an array or map that begins here; 0 at its end. */
  static long block(AvroCursor cursor) {
    long count = cursor.readLong();
    if (count < 0) {
      cursor.readLong(); // Size in bytes, for those who skip.
      count = -count;
    }
    return count;
  }

  /** A list of texts, as places. */
  static final class Texts {
    private int[] places = new int[32];
    private int size;

    void clear() {
      size = 0;
    }

    int size() {
      return size;
    }

    int offset(int index) {
      return places[2 * index];
    }

    int length(int index) {
      return places[2 * index + 1];
    }

    void read(AvroCursor cursor) {
      if (2 * size == places.length) {
        places = Arrays.copyOf(places, 4 * size);
      }
      int bytes = cursor.readLength();
      places[2 * size] = cursor.position();
      places[2 * size + 1] = bytes;
      size++;
      cursor.skip(bytes);
    }

    void readPairs(AvroCursor cursor) {
      clear();
      for (long left = block(cursor); left != 0; left = block(cursor)) {
        for (; left > 0; left--) {
          read(cursor);
          read(cursor);
        }
      }
    }

    /** Whether the text at {@code index} is {@code text}; only ASCII texts are ever equal. */
    boolean equalsAscii(byte[] bytes, int index, String text) {
      int at = offset(index);
      if (length(index) != text.length()) {
        return false;
      }
      for (int i = 0; i < text.length(); i++) {
        if (bytes[at + i] != text.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }
}
