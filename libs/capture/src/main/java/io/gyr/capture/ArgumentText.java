package io.gyr.capture;

import io.gyr.inspector.fd.IpText;
import io.gyr.rules.event.ErrorNames;
import io.gyr.scap.Bytes;
import io.gyr.scap.Parameter;
import io.gyr.scap.ParameterType;
import io.gyr.scap.ScapEvent;
import io.gyr.scap.SyscallNames;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Parameters as Falco writes them: plain, and resolved where a name stands for the value. Source:
 * falcosecurity/libs, userspace/libsinsp/event.cpp.
 */
final class ArgumentText {
  private static final int UNIX_PATH = 17;
  private static final long AT_FDCWD = -100;
  private static final int FDLIST_ENTRY = 10;
  private static final long NS = 1_000_000_000;
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final State state;

  ArgumentText(State state) {
    this.state = state;
  }

  /** The value as it is; null for an empty parameter. */
  @Nullable String plain(ScapEvent event, int index) {
    if (event.isEmpty(index)) {
      return null;
    }
    Parameter parameter = event.info().parameters().get(index);
    byte[] bytes = event.bytes();
    int at = event.start(index);
    int length = event.length(index);
    switch (parameter.type()) {
      case CHARBUF, FSPATH, FSRELPATH:
        return event.text(index);
      case BYTEBUF:
        return printable(bytes, at, length);
      case SOCKADDR:
        return address(bytes, at, length);
      case SOCKTUPLE:
        return tuple(bytes, at, length);
      case FDLIST:
        return fds(bytes, at, length);
      case DYN:
        return dynamic(parameter, bytes, at, length);
      case UID, GID:
        long id = event.number(index);
        return id == CaptureThread.NO_ID ? "-1" : Long.toString(id);
      case RELTIME:
        return event.number(index) == -1 ? "none" : Long.toUnsignedString(event.number(index));
      case ABSTIME:
        return time(event.number(index));
      case SIGSET:
        return signals(event.number(index));
      case F8, F16, F32, E8, E16, E32:
        return Long.toString(event.number(index));
      default:
        return number(event.number(index), parameter.radix());
    }
  }

  /** What stands for the value; empty where nothing does, null for an empty parameter. */
  @Nullable String resolved(ScapEvent event, int index) {
    if (event.isEmpty(index)) {
      return null;
    }
    Parameter parameter = event.info().parameters().get(index);
    long value = event.number(index);
    return switch (parameter.type()) {
      case FD -> fd(value);
      case PID -> {
        CaptureThread thread = state.threads.get(value);
        yield thread == null ? "" : thread.comm;
      }
      case ERRNO -> value < 0 ? ErrorNames.of(value) : "";
      case FSPATH, FSRELPATH -> path(event, index, parameter);
      case SYSCALLID -> SyscallNames.of((int) value);
      case SIG -> SignalNames.of(value);
      case RELTIME -> value == -1 ? "" : seconds(value);
      case UID -> nameOf(value, false);
      case GID -> nameOf(value, true);
      case E8, E16, E32 -> parameter.names() == null ? "" : parameter.names().all(value);
      case F8, F16, F32 -> parameter.names() == null ? "" : parameter.names().flags(value);
      case MODE -> parameter.names() == null ? "" : parameter.names().mode(value);
      case DYN -> dynamicResolved(parameter, event, index);
      default -> "";
    };
  }

  private String nameOf(long id, boolean group) {
    if (id == CaptureThread.NO_ID) {
      return "<NONE>";
    }
    CaptureThread thread = state.thread;
    if (thread == null) {
      return "<NA>";
    }
    String container = thread.cgroups.containerOrEmpty();
    String name = group ? state.users.group(container, id) : state.users.user(container, id).name();
    return name.isEmpty() ? "<NA>" : name;
  }

  /** As Falco, which loses the zone that it means to write. */
  private static String time(long nanoseconds) {
    long seconds = Long.divideUnsigned(nanoseconds, NS);
    return LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC).format(SECONDS)
        + String.format(Locale.ROOT, ".%09d", Long.remainderUnsigned(nanoseconds, NS));
  }

  private static String signals(long set) {
    StringJoiner names = new StringJoiner(" ");
    for (int signal = 1; signal <= Integer.SIZE; signal++) {
      if ((set >> signal - 1 & 1) != 0 && !SignalNames.of(signal).isEmpty()) {
        names.add(SignalNames.of(signal));
      }
    }
    return names.toString();
  }

  private static String seconds(long nanoseconds) {
    String text = String.format(Locale.ROOT, "%.6g", nanoseconds / 1e9);
    if (text.indexOf('.') >= 0 && text.indexOf('e') < 0) {
      text = text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
    return text + "s";
  }

  private String path(ScapEvent event, int index, Parameter parameter) {
    String path = event.text(index);
    CaptureThread thread = state.thread;
    if (thread == null || path.isEmpty() || path.equals("<NA>") || path.startsWith("/")) {
      return "";
    }
    CaptureThread main = state.threads.main(thread);
    String base = main == null ? "./" : main.cwd;
    if (parameter.type() == ParameterType.FSRELPATH) {
      long dirfd = event.number(parameter.directory());
      if (dirfd != AT_FDCWD) {
        Fd fd = state.fd(thread, dirfd);
        String name = fd == null ? "" : fd.name;
        base = name.isEmpty() || name.endsWith("/") ? name : name + "/";
      }
    }
    return Paths.concatenate(base, path);
  }

  private String fd(long number) {
    if (number == AT_FDCWD) {
      return "AT_FDCWD";
    }
    if (number < 0) {
      return ErrorNames.of(number);
    }
    CaptureThread thread = state.thread;
    Fd fd = thread == null ? null : state.fd(thread, number);
    if (fd == null) {
      return "";
    }
    String protocol =
        fd.isInternetSocket() || fd.isListening()
            ? switch (fd.protocol) {
              case Fd.TCP -> "t";
              case Fd.UDP -> "u";
              case Fd.ICMP -> "i";
              case Fd.RAW -> "r";
              default -> "";
            }
            : "";
    return "<" + fd.typeLetter() + protocol + ">" + fd.name;
  }

  private String fds(byte[] bytes, int at, int length) {
    CaptureThread thread = state.thread;
    if (thread == null || length < 2) {
      return "";
    }
    int count = Math.min(Bytes.u16(bytes, at), (length - 2) / FDLIST_ENTRY);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      int entry = at + 2 + i * FDLIST_ENTRY;
      long number = Bytes.i64(bytes, entry);
      Fd fd = state.fd(thread, number);
      text.append(i == 0 ? "" : " ")
          .append(number)
          .append(':')
          .append(fd == null ? '?' : fd.typeLetter())
          .append(Integer.toHexString((short) Bytes.u16(bytes, entry + 8)));
    }
    return text.toString();
  }

  private String dynamic(Parameter parameter, byte[] bytes, int at, int length) {
    long value = dynamicNumber(bytes, at, length);
    return number(value, parameter.radix() == 16 ? 16 : 10);
  }

  private String dynamicResolved(Parameter parameter, ScapEvent event, int index) {
    int kind = event.bytes()[event.start(index)];
    long value = dynamicNumber(event.bytes(), event.start(index), event.length(index));
    return switch (parameter.variants()) {
      case "ptrace" -> kind == 1 ? SignalNames.of(value) : "";
      case "bpf" -> kind == 0 ? fd(value) : value < 0 ? ErrorNames.of(value) : "";
      case "sockopt" -> kind == 1 && value < 0 ? ErrorNames.of(value) : "";
      default -> "";
    };
  }

  static long dynamicNumber(byte[] bytes, int at, int length) {
    return switch (length - 1) {
      case 8 -> Bytes.i64(bytes, at + 1);
      case 4 -> Bytes.i32(bytes, at + 1) & 0xffffffffL;
      case 2 -> Bytes.u16(bytes, at + 1);
      case 1 -> bytes[at + 1] & 0xff;
      default -> 0;
    };
  }

  private static String number(long value, int radix) {
    return switch (radix) {
      case 16 -> Long.toHexString(value).toUpperCase(Locale.ROOT);
      case 8 -> value == 0 ? "0" : "0" + Long.toOctalString(value);
      default -> Long.toString(value);
    };
  }

  /** Bytes with a dot for what cannot be printed, as Falco shows payloads. */
  static String printable(byte[] bytes, int at, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = at; i < at + length; i++) {
      text.append(bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char) bytes[i] : '.');
    }
    return text.toString();
  }

  /** Falco's text of an address parameter. */
  static String address(byte[] bytes, int at, int length) {
    int family = bytes[at];
    if (family == SocketParser.AF_UNIX) {
      return Bytes.terminated(bytes, at + 1, length - 1);
    }
    int width = SocketParser.width(family);
    if (width == 0) {
      return "family " + family;
    }
    if (length < 1 + width + 2) {
      return width == 4 ? "INVALID IPv4" : "INVALID IPv6";
    }
    return ip(bytes, at + 1, width) + ":" + Bytes.u16(bytes, at + 1 + width);
  }

  /** Falco's text of a tuple parameter. */
  static String tuple(byte[] bytes, int at, int length) {
    int family = bytes[at];
    if (family == SocketParser.AF_UNIX && length >= UNIX_PATH) {
      return Long.toHexString(Bytes.i64(bytes, at + 1))
          + "->"
          + Long.toHexString(Bytes.i64(bytes, at + 9))
          + " "
          + Bytes.terminated(bytes, at + UNIX_PATH, length - UNIX_PATH);
    }
    int width = SocketParser.width(family);
    if (width == 0) {
      return "family " + family;
    }
    if (length < 1 + 2 * (width + 2)) {
      return width == 4 ? "INVALID IPv4" : "INVALID IPv6";
    }
    int source = at + 1;
    int destination = source + width + 2;
    int shown = width;
    int shift = 0;
    if (width == 16
        && SocketParser.isMapped(bytes, source)
        && SocketParser.isMapped(bytes, destination)) {
      shown = 4;
      shift = 12;
    }
    return ip(bytes, source + shift, shown)
        + ":"
        + Bytes.u16(bytes, source + width)
        + "->"
        + ip(bytes, destination + shift, shown)
        + ":"
        + Bytes.u16(bytes, destination + width);
  }

  private static String ip(byte[] bytes, int at, int width) {
    return width == 4
        ? IpText.v4(
            bytes[at] & 0xff, bytes[at + 1] & 0xff, bytes[at + 2] & 0xff, bytes[at + 3] & 0xff)
        : IpText.v6(Arrays.copyOfRange(bytes, at, at + width));
  }
}
