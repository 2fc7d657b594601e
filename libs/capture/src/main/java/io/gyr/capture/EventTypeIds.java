package io.gyr.capture;

import io.gyr.rules.event.EventTypes;
import io.gyr.scap.EventTable;
import io.gyr.scap.SyscallNames;

/** The numbers that rules know event types by, for each code and each generic system call. */
final class EventTypeIds {
  private static final int[] BY_CODE = new int[EventTable.size()];
  private static final int[] BY_SYSCALL = new int[SyscallNames.size()];

  static {
    for (int code = 0; code < BY_CODE.length; code++) {
      BY_CODE[code] = EventTypes.idOf(EventTable.get(code).name());
    }
    for (int number = 0; number < BY_SYSCALL.length; number++) {
      BY_SYSCALL[number] = EventTypes.idOf(SyscallNames.of(number));
    }
  }

  private EventTypeIds() {}

  static int ofCode(int code) {
    return BY_CODE[code];
  }

  static int ofSyscall(long number) {
    return number >= 0 && number < BY_SYSCALL.length
        ? BY_SYSCALL[(int) number]
        : EventTypes.UNKNOWN;
  }
}
