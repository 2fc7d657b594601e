package io.gyr.scap;

import java.util.List;

/**
 * What is known of a code. Immutable.
 *
 * @param code even for the beginning of a call, odd for its end
 * @param name as Falco's evt.type has it
 * @param category as Falco's evt.category has it: file, net, process, io_read, ...
 * @param source syscall, tracepoint, metaevent, plugin or unknown
 * @param parameters in the newest layout
 * @param descriptor number of the parameter that has the descriptor which the event uses, -1 for
 *     none
 * @param flags a bit for each letter that the file of events has ({@link #flag})
 */
public record EventInfo(
    int code,
    String name,
    String category,
    String source,
    List<Parameter> parameters,
    int descriptor,
    long flags) {

  /** The bit of a letter from A to Z. */
  static long flag(char letter) {
    return 1L << letter - 'A';
  }

  /** Whether the event is the beginning of a call, or has no end. */
  public boolean isEnter() {
    return (code & 1) == 0;
  }

  /** Whether the event uses a descriptor. */
  public boolean usesDescriptor() {
    return descriptor >= 0;
  }

  /** Whether the event makes a descriptor. */
  public boolean createsDescriptor() {
    return (flags & flag('C')) != 0;
  }

  /** Whether the lengths of the parameters have 32 bits. */
  public boolean isLarge() {
    return (flags & flag('L')) != 0;
  }

  /** Whether nobody writes this code any more. */
  public boolean isOld() {
    return (flags & flag('O')) != 0;
  }

  /** Whether the event leaves alone what is remembered of its thread's last event. */
  public boolean keepsState() {
    return (flags & flag('K')) != 0;
  }

  /** Whether the event reads from its descriptor. */
  public boolean reads() {
    return (flags & flag('R')) != 0;
  }

  /** Whether the event writes to its descriptor. */
  public boolean writes() {
    return (flags & flag('W')) != 0;
  }

  /** Number of a parameter, -1 for a name that there is not. */
  public int indexOf(String parameter) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(parameter)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the first parameter is what the call returned. */
  public boolean hasResult() {
    if (isEnter() || parameters.isEmpty()) {
      return false;
    }
    ParameterType type = parameters.get(0).type();
    return type == ParameterType.ERRNO
        || type == ParameterType.FD
        || type == ParameterType.PID
        || parameters.get(0).name().equals("res");
  }
}
