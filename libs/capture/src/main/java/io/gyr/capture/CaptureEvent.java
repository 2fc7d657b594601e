package io.gyr.capture;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.scap.ParameterType;
import io.gyr.scap.ScapEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The event at hand as rules see it: every fact is read off the event's bytes and the tables when a
 * condition asks for it, and nothing before. One object for all events of a capture.
 */
final class CaptureEvent implements Event {
  private final State state;
  private final ArgumentText arguments;
  private final Forebears forebears;
  private final Leaders leaders;
  private ScapEvent event;
  private int type;
  private long number;
  private long previousTime;
  private long firstTime;
  private String hostname = "";

  CaptureEvent(State state, ScapEvent first) {
    this.state = state;
    this.event = first;
    arguments = new ArgumentText(state);
    forebears = new Forebears(state);
    leaders = new Leaders(state.threads);
  }

  void setHostname(String name) {
    hostname = name;
  }

  /** Points at an event that the state has taken in. */
  void set(ScapEvent next, long eventNumber, long timeBefore, long timeOfFirst) {
    event = next;
    number = eventNumber;
    previousTime = timeBefore;
    firstTime = timeOfFirst;
    forebears.forget();
    type =
        next.code() == Codes.GENERIC_X
            ? EventTypeIds.ofSyscall(next.number(0))
            : EventTypeIds.ofCode(next.code());
  }

  ScapEvent raw() {
    return event;
  }

  @Override
  public int type() {
    return type;
  }

  @Override
  public @Nullable String text(int fact) {
    CaptureThread thread = state.thread;
    switch (fact) {
      case SyscallFacts.FD_TYPE,
      SyscallFacts.FD_NAME,
      SyscallFacts.FD_NAME_RAW,
      SyscallFacts.FD_PROTOCOL,
      SyscallFacts.FD_CLIENT_IP,
      SyscallFacts.FD_SERVER_IP:
        return fdText(fact);
      case SyscallFacts.EVENT_BUFFER:
        return buffer();
      default:
        return thread == null ? null : threadText(fact, thread);
    }
  }

  private @Nullable String threadText(int fact, CaptureThread thread) {
    switch (fact) {
      case SyscallFacts.PROCESS_NAME:
        return thread.comm;
      case SyscallFacts.PROCESS_EXE:
        return thread.exe;
      case SyscallFacts.PROCESS_EXE_PATH:
        return thread.exePath;
      case SyscallFacts.PROCESS_CWD:
        CaptureThread main = state.threads.main(thread);
        return main == null ? "./" : main.cwd;
      case SyscallFacts.PROCESS_COMMAND_LINE:
        return thread.commandLine();
      case SyscallFacts.PROCESS_ARGUMENTS:
        return thread.joinedArguments();
      case SyscallFacts.USER_NAME:
        return user(thread, thread.uid).name();
      case SyscallFacts.USER_HOME:
        return user(thread, thread.uid).home();
      case SyscallFacts.USER_SHELL:
        return user(thread, thread.uid).shell();
      case SyscallFacts.LOGIN_USER_NAME:
        return user(thread, thread.loginUid).name();
      case SyscallFacts.GROUP_NAME:
        return state.users.group(thread.cgroups.containerOrEmpty(), thread.gid);
      case SyscallFacts.CONTAINER_ID:
        return thread.cgroups.container();
      default:
        return leaders.text(fact, thread);
    }
  }

  private Users.User user(CaptureThread thread, long uid) {
    return state.users.user(thread.cgroups.containerOrEmpty(), uid);
  }

  private @Nullable String fdText(int fact) {
    Fd fd = state.fd;
    if (fd == null) {
      return null;
    }
    switch (fact) {
      case SyscallFacts.FD_TYPE:
        return fd.typeText();
      case SyscallFacts.FD_NAME:
        return fd.name;
      case SyscallFacts.FD_NAME_RAW:
        return fd.rawName;
      case SyscallFacts.FD_PROTOCOL:
        return protocol(fd);
      case SyscallFacts.FD_CLIENT_IP:
        return fd.isInternetSocket() && !fd.hasNoRole() ? fd.sourceText() : null;
      default:
        if (fd.isListening()) {
          return fd.sourceText();
        }
        return fd.isInternetSocket() && !fd.hasNoRole() ? fd.destinationText() : null;
    }
  }

  /** As libsinsp: nothing is said of a socket that has no role yet, unless it is a raw one. */
  private static String protocol(Fd fd) {
    boolean shown =
        fd.isListening() || fd.isInternetSocket() && (!fd.hasNoRole() || fd.protocol == Fd.RAW);
    if (!shown) {
      return "<NA>";
    }
    return switch (fd.protocol) {
      case Fd.TCP -> "tcp";
      case Fd.UDP -> "udp";
      case Fd.ICMP -> "icmp";
      case Fd.RAW -> "raw";
      default -> "<NA>";
    };
  }

  private @Nullable String buffer() {
    int data = event.info().indexOf("data");
    boolean payload =
        data >= 0 && event.info().parameters().get(data).type() == ParameterType.BYTEBUF;
    return !payload || event.isEmpty(data)
        ? null
        : new String(
            event.bytes(), event.start(data), event.length(data), StandardCharsets.ISO_8859_1);
  }

  @Override
  public long number(int fact) {
    switch (fact) {
      case SyscallFacts.EVENT_NUMBER:
        return number;
      case SyscallFacts.EVENT_TIME_NS:
        return event.time();
      case SyscallFacts.EVENT_PREVIOUS_TIME_NS:
        return previousTime;
      case SyscallFacts.EVENT_FIRST_TIME_NS:
        return firstTime;
      case SyscallFacts.EVENT_CPU:
        return event.processor();
      case SyscallFacts.EVENT_RESULT:
        return event.info().hasResult() && event.count() > 0 ? event.number(0) : ABSENT;
      case SyscallFacts.THREAD_ID:
        return event.threadId();
      case SyscallFacts.FD_NUMBER,
      SyscallFacts.FD_CLIENT_PORT,
      SyscallFacts.FD_SERVER_PORT,
      SyscallFacts.FD_IS_SERVER,
      SyscallFacts.FD_NAME_CHANGED,
      SyscallFacts.FD_INODE,
      SyscallFacts.FD_CLIENT_IS_LOCAL,
      SyscallFacts.FD_DEVICE,
      SyscallFacts.FD_IS_CONNECTED:
        return fdNumber(fact);
      default:
        CaptureThread thread = state.thread;
        return thread == null ? ABSENT : ThreadNumbers.of(fact, thread, state.threads);
    }
  }

  private long fdNumber(int fact) {
    Fd fd = state.fd;
    CaptureThread thread = state.thread;
    if (fact == SyscallFacts.FD_NUMBER) {
      // Known or not, an event that is about descriptors has a number: -1 where none came of it.
      boolean about = event.info().usesDescriptor() || event.info().createsDescriptor();
      return thread != null && about ? thread.lastFd : ABSENT;
    }
    if (fd == null || thread == null) {
      return ABSENT;
    }
    switch (fact) {
      case SyscallFacts.FD_CLIENT_PORT:
        return fd.isInternetSocket() && !fd.hasNoRole() ? fd.source.port : ABSENT;
      case SyscallFacts.FD_SERVER_PORT:
        if (fd.isListening()) {
          return fd.source.port;
        }
        return fd.isInternetSocket() && !fd.hasNoRole() ? fd.destination.port : ABSENT;
      case SyscallFacts.FD_IS_SERVER:
        return fd.isServer() || fd.isListening() ? 1 : 0;
      case SyscallFacts.FD_NAME_CHANGED:
        return state.nameChanged ? 1 : 0;
      case SyscallFacts.FD_INODE:
        return fd.inode;
      case SyscallFacts.FD_DEVICE:
        return fd.device;
      case SyscallFacts.FD_CLIENT_IS_LOCAL:
        return fd.isInternetSocket() ? state.isLocal(fd) : ABSENT;
      default:
        return fd.isConnected() ? 1 : 0;
    }
  }

  @Override
  public int count(int fact) {
    CaptureThread thread = state.thread;
    switch (fact) {
      case SyscallFacts.ARGUMENT,
      SyscallFacts.ARGUMENT_NAME,
      SyscallFacts.ARGUMENT_PLAIN,
      SyscallFacts.ARGUMENT_NUMBER:
        return event.count();
      case SyscallFacts.PROCESS_ARGUMENT:
        return thread == null ? 0 : thread.arguments.length;
      case SyscallFacts.PROCESS_ENVIRONMENT:
        return environment().length;
      case SyscallFacts.THREAD_CGROUP:
        return thread == null ? 0 : thread.cgroups.texts().length;
      case SyscallFacts.CONTAINER_MOUNT:
        return mounts().length;
      case SyscallFacts.OPEN_FD_TYPE:
        return OpenTypes.count(fds());
      default:
        return Forebears.has(fact) ? forebears.count() : 0;
    }
  }

  private @Nullable FdMap fds() {
    CaptureThread thread = state.thread;
    return thread == null ? null : state.threads.fds(thread);
  }

  private String[] environment() {
    CaptureThread thread = state.thread;
    CaptureThread main = thread == null ? null : state.threads.main(thread);
    return main == null ? Texts.NONE : main.environment;
  }

  @Override
  public @Nullable String textAt(int fact, int index) {
    CaptureThread thread = state.thread;
    if (index < 0) {
      return null;
    }
    switch (fact) {
      case SyscallFacts.ARGUMENT:
        return argument(index);
      case SyscallFacts.ARGUMENT_NAME:
        return index < event.count() ? event.info().parameters().get(index).name() : null;
      case SyscallFacts.ARGUMENT_PLAIN:
        String resolved = index < event.count() ? arguments.resolved(event, index) : null;
        return resolved == null || resolved.isEmpty() ? null : arguments.plain(event, index);
      case SyscallFacts.PROCESS_ARGUMENT:
        return thread == null ? null : at(thread.arguments, index);
      case SyscallFacts.PROCESS_ENVIRONMENT:
        return at(environment(), index);
      case SyscallFacts.THREAD_CGROUP:
        return thread == null ? null : at(thread.cgroups.texts(), index);
      case SyscallFacts.CONTAINER_MOUNT:
        return at(mounts(), index);
      case SyscallFacts.OPEN_FD_TYPE:
        return OpenTypes.at(fds(), index);
      default:
        return forebears.text(fact, index);
    }
  }

  private static @Nullable String at(String[] texts, int index) {
    return index < texts.length ? texts[index] : null;
  }

  private @Nullable String argument(int index) {
    if (index >= event.count()) {
      return null;
    }
    String resolved = arguments.resolved(event, index);
    return resolved == null || resolved.isEmpty() ? arguments.plain(event, index) : resolved;
  }

  @Override
  public long numberAt(int fact, int index) {
    if (fact == SyscallFacts.ARGUMENT_NUMBER) {
      return argumentNumber(index);
    }
    return forebears.number(fact, index);
  }

  private long argumentNumber(int index) {
    if (index < 0 || index >= event.count() || event.isEmpty(index)) {
      return ABSENT;
    }
    ParameterType kind = event.info().parameters().get(index).type();
    if (kind == ParameterType.DYN) {
      return ArgumentText.dynamicNumber(event.bytes(), event.start(index), event.length(index));
    }
    return kind.size() == 0 ? ABSENT : event.number(index);
  }

  @Override
  public @Nullable String textOf(int fact, String key) {
    switch (fact) {
      case SyscallFacts.ARGUMENT:
        int index = event.info().indexOf(key);
        return index < 0 ? null : argument(index);
      case SyscallFacts.LABEL:
        return label(key);
      case SyscallFacts.OPEN_FD_TYPE:
        return OpenTypes.of(fds(), key);
      default:
        return null;
    }
  }

  private @Nullable String label(String key) {
    if (key.equals("host.name")) {
      return hostname.isEmpty() ? null : hostname;
    }
    CaptureThread thread = state.thread;
    return thread == null ? null : state.containers.label(thread.cgroups.containerOrEmpty(), key);
  }

  private String[] mounts() {
    CaptureThread thread = state.thread;
    return thread == null ? Texts.NONE : state.containers.mounts(thread.cgroups.containerOrEmpty());
  }
}
