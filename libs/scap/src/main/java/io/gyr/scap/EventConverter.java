package io.gyr.scap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * How it works. Writers used to record the beginning and the end of a call as two events, and the
 * layouts grew over the years. Today's layouts have everything in the exit event, so an older one
 * is put together anew: each parameter comes from the exit event by its name, else from the thread's
 * enter event, else it is empty, or the default of its type where Falco has it so. Enter events are
 * kept until their exit event comes and are then done with; a few also go on, because the state
 * trusts what they say more than what the exit event says. Source: falcosecurity/libs 0.25,
 * userspace/libscap/engine/savefile/converter (README.md, converter.cpp, table.cpp).
 */
/** Brings events of any age into the newest layout. Not thread-safe. */
public final class EventConverter {
  private static final int KEPT = 1 << 16;
  private static final byte[] ZERO = new byte[8];
  private static final byte[] ONES = {-1, -1, -1, -1};

  /** What becomes of the events of a code. */
  private enum Action {
    /** Nothing: the layout is the newest, or the event has none but this. */
    PASS,
    DROP,
    /** Keep the enter event for its exit event. */
    KEEP,
    /** Keep it, and let it go on. */
    KEEP_AND_PASS,
    /** Put together anew. */
    CONVERT
  }

  private static final Action[] ACTIONS = new Action[EventTable.size()];
  private static final EventInfo[] TARGETS = new EventInfo[EventTable.size()];
  private static final boolean[] EMPTY_BY_DEFAULT = new boolean[EventTable.size()];

  static {
    for (int code = 0; code < EventTable.size(); code++) {
      EventInfo info = EventTable.get(code);
      ACTIONS[code] = action(info);
      TARGETS[code] = target(info);
    }
    for (String name :
        new String[] {
          "syscall",
          "prlimit",
          "brk",
          "setresuid",
          "setresgid",
          "setuid",
          "setgid",
          "mkdir",
          "rmdir",
          "fchdir",
          "setns",
          "setpgid",
          "ptrace",
          "execve",
          "execveat",
          "clone",
          "fork",
          "vfork",
          "clone3",
          "open",
          "creat",
          "openat",
          "openat2",
          "open_by_handle_at",
          "link",
          "linkat",
          "unlink",
          "unlinkat",
          "dup",
          "ioctl"
        }) {
      for (int code = 0; code < EventTable.size(); code++) {
        EMPTY_BY_DEFAULT[code] |= EventTable.get(code).name().equals(name);
      }
    }
  }

  private final Map<Long, ScapEvent> enters = new HashMap<>();
  private final ScapEvent converted = new ScapEvent();

  /** A converter that has seen nothing. */
  public EventConverter() {}

  /**
   * An event in its newest layout.
   *
   * @return the event itself where nothing is to be done, another cursor, valid until the next
   *     call, or null where the event only served another or is of no use
   */
  public @Nullable ScapEvent convert(ScapEvent event) {
    int code = event.code();
    Action action = ACTIONS[code];
    if (action == Action.PASS) {
      return event.count() == event.info().parameters().size() || event.info().isEnter()
          ? event
          : rebuild(event);
    }
    switch (action) {
      case KEEP:
        keep(event);
        return null;
      case KEEP_AND_PASS:
        keep(event);
        return TARGETS[code] == event.info() ? event : rebuild(event);
      case CONVERT:
        return rebuild(event);
      default:
        return null;
    }
  }

  private void keep(ScapEvent event) {
    if (enters.size() >= KEPT) {
      enters.clear();
    }
    enters.computeIfAbsent(event.threadId(), tid -> new ScapEvent()).copyOf(event);
  }

  private ScapEvent rebuild(ScapEvent event) {
    EventInfo old = event.info();
    EventInfo target = TARGETS[old.code()];
    ScapEvent enter = old.isEnter() ? null : enters.get(event.threadId());
    if (enter != null && enter.code() != old.code() - 1) {
      enter = null;
    }
    converted.begin(event, target);
    List<Parameter> parameters = target.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      String name = parameters.get(i).name();
      int own = place(old, target, i, name);
      if (own >= 0 && own < event.count()) {
        converted.append(event.bytes(), event.start(own), event.length(own));
        continue;
      }
      int other = enter == null ? -1 : inEnter(old, enter.info(), name);
      if (enter != null && other >= 0 && other < enter.count()) {
        converted.append(enter.bytes(), enter.start(other), enter.length(other));
      } else if (EMPTY_BY_DEFAULT[target.code()]) {
        converted.append(ZERO, 0, 0);
      } else {
        ParameterType type = parameters.get(i).type();
        boolean id = type == ParameterType.UID || type == ParameterType.GID;
        converted.append(id ? ONES : ZERO, 0, type.size());
      }
    }
    if (enter != null) {
      enters.remove(event.threadId());
    }
    return converted;
  }

  /** Where a parameter of the new layout is in the old event. */
  private static int place(EventInfo old, EventInfo target, int index, String name) {
    if (old == target) {
      return index;
    }
    return old.indexOf(name);
  }

  private static int inEnter(EventInfo old, EventInfo enter, String name) {
    if (old.isOld()) {
      if (old.name().equals("dup") && name.equals("oldfd")) {
        return 0;
      }
      if (old.name().equals("brk") && name.equals("vm_size")) {
        return 0;
      }
    }
    return enter.indexOf(name);
  }

  private static Action action(EventInfo info) {
    if (info.name().equals("NA")) {
      return Action.DROP;
    }
    boolean call = info.source().equals("syscall");
    if (!info.isEnter()) {
      return info.isOld() ? Action.CONVERT : Action.PASS;
    }
    if (!call) {
      boolean container = info.name().equals("container") && info.indexOf("json") >= 0;
      return !info.isOld() ? Action.PASS : container ? Action.CONVERT : Action.DROP;
    }
    switch (info.name()) {
      case "open", "creat", "openat", "openat2", "connect", "execveat":
        return Action.KEEP_AND_PASS;
      case "execve":
        return info.parameters().isEmpty() ? Action.DROP : Action.KEEP_AND_PASS;
      default:
        return info.parameters().isEmpty() ? Action.DROP : Action.KEEP;
    }
  }

  /** The newest code for the same call. */
  private static EventInfo target(EventInfo info) {
    if (!info.isOld()) {
      return info;
    }
    boolean accept4 = info.code() == 57 || info.code() == 249;
    String name = accept4 ? "accept4" : info.name();
    for (int code = info.code() & 1; code < EventTable.size(); code += 2) {
      EventInfo other = EventTable.get(code);
      if (!other.isOld() && other.name().equals(name)) {
        return other;
      }
    }
    return info;
  }
}
