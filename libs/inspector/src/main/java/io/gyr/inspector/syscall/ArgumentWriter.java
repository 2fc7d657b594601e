package io.gyr.inspector.syscall;

import io.gyr.inspector.event.EventLayout;
import io.gyr.inspector.event.RawEvent;
import io.gyr.inspector.event.ResolvedEvent;
import io.gyr.inspector.fd.Connection;
import io.gyr.inspector.fd.Descriptor;
import io.gyr.inspector.fd.SocketReader;
import io.gyr.inspector.process.Process;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the arguments of a call as Falco writes them. Not thread-safe. */
public final class ArgumentWriter {
  private static final int AT_FDCWD = -100;
  private static final long O_CREAT_OR_TMPFILE = 0x40 | 0x400000;

  private final ArgumentCatalogue catalogue = new ArgumentCatalogue();
  private final Flags flags;

  /** For events of an architecture. */
  public ArgumentWriter(Architecture architecture) {
    this.flags = new Flags(architecture);
  }

  /**
   * Adds the arguments to an event whose type, process and descriptor are set.
   *
   * @param failedExec whether the event is an exec that failed, of whose program nothing is known
   */
  public void write(RawEvent raw, ResolvedEvent event, boolean failedExec) {
    Syscall call = event.type();
    List<Argument> arguments = failedExec ? catalogue.ofFailedExec(call) : catalogue.of(call);
    for (int i = 0; i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      event.addArgument(argument.name(), text(argument, raw, event));
    }
  }

  private String text(Argument argument, RawEvent raw, ResolvedEvent event) {
    int i = argument.index();
    return switch (argument.format()) {
      case RESULT -> Names.result(raw.result());
      case RESULT_FD ->
          raw.succeeded() ? descriptor(raw.result(), event) : Names.result(raw.result());
      case FD -> descriptor((int) raw.argument(i), event);
      case DIRFD ->
          (int) raw.argument(i) == AT_FDCWD ? "AT_FDCWD" : descriptor((int) raw.argument(i), event);
      case STRING -> orEmpty(raw.string(i));
      case NUMBER -> Long.toString(raw.argument(i));
      case INT -> Integer.toString((int) raw.argument(i));
      case ID -> id(raw.argument(i));
      case HEX -> "0x" + Long.toHexString(raw.argument(i));
      case OPEN_FLAGS -> flags.open.text(raw.argument(i) & 0xffffffffL);
      case HOW_FLAGS -> flags.open.text(how(raw, i, 0));
      case HOW_MODE -> octal(how(raw, i, 8));
      case HOW_RESOLVE -> flags.resolve.text(how(raw, i, 16));
      case CREATE_MODE ->
          (raw.argument(i - 1) & O_CREAT_OR_TMPFILE) == 0 ? "0" : octal(raw.argument(i));
      case MODE -> octal(raw.argument(i));
      case DEVICE -> device(raw);
      case INODE -> inode(raw);
      case CLONE_FLAGS -> flags.clone.text(raw.argument(i) & 0xffffffffL);
      case FORK_FLAGS -> flags.clone.text(forkFlags(raw, event.type()));
      case MOUNT_FLAGS -> flags.mount.text(raw.argument(i) & 0xffffffffL);
      case UMOUNT_FLAGS -> flags.umount.text(raw.argument(i));
      case UNLINKAT_FLAGS -> flags.unlinkat.text(raw.argument(i));
      case LINKAT_FLAGS -> flags.linkat.text(raw.argument(i));
      case RENAMEAT2_FLAGS -> flags.renameat2.text(raw.argument(i));
      case ACCEPT4_FLAGS -> flags.accept4.text(raw.argument(i));
      case FINIT_MODULE_FLAGS -> flags.finitModule.text(raw.argument(i));
      case SIGNAL -> Names.signal((int) raw.argument(i));
      case PTRACE_REQUEST -> Names.ptraceRequest(raw.argument(i));
      case FAMILY -> Names.family(raw.argument(i));
      case FCNTL_COMMAND -> Names.fcntlCommand(raw.argument(i));
      case TUPLE -> tuple(event.fd());
      case ADDRESS -> SocketReader.addressText(raw, i);
      case EXIT_STATUS -> Long.toString(raw.result());
      case EXIT_CODE -> Long.toString(raw.result() >> 8 & 0xff);
      case EXIT_SIGNAL -> (raw.result() & 0x7f) == 0 ? "0" : Names.signal(raw.result() & 0x7f);
      case EXIT_CORE -> (raw.result() & 0x80) == 0 ? "0" : "1";
      case EXE -> event.process().exe();
      case PROGRAM_ARGUMENTS -> String.join(" ", event.process().arguments());
      case TID -> Integer.toString(raw.tid());
      case PID -> Integer.toString(raw.pid());
      case PARENT_PID -> Integer.toString(raw.parentPid());
      case CWD -> event.process().cwd();
      case COMM -> event.process().name();
      case TTY -> Integer.toString(raw.tty());
      case LOGIN_UID -> Long.toString(raw.loginUid());
      case EFFECTIVE_UID -> Long.toString(raw.effectiveUid());
    };
  }

  /** Flags of whichever way a call makes a process. */
  public static long forkFlags(RawEvent raw, Syscall call) {
    return switch (call) {
      case CLONE -> raw.argument(0) & 0xffffffffL;
      case CLONE3 -> how(raw, 0, 0);
      case VFORK -> 0x4100; // CLONE_VFORK | CLONE_VM
      default -> 0;
    };
  }

  /** A member of 64 bits of the structure behind an argument; 0 if it could not be read. */
  public static long how(RawEvent raw, int argument, int offset) {
    int field = raw.field(EventLayout.FIELD_BUFFER, argument);
    return field < 0 || raw.size(field) < offset + 8 ? 0 : raw.i64(field, offset);
  }

  private static String descriptor(long number, ResolvedEvent event) {
    Process process = event.process();
    Descriptor known =
        event.fd() != null && event.fdNumber() == number ? event.fd() : process.fds().get(number);
    if (known == null || known == Descriptor.UNKNOWN) {
      return Long.toString(number);
    }
    return "<" + known.type().letter() + ">" + known.name();
  }

  private static String tuple(@Nullable Descriptor fd) {
    if (fd == null) {
      return "";
    }
    Connection connection = fd.connection();
    return connection == null ? fd.name() : connection.text();
  }

  private static String device(RawEvent raw) {
    int field = raw.field(EventLayout.FIELD_FILE, 0);
    if (field < 0) {
      return "0x0";
    }
    // The kernel keeps 12 bits of major above 20 of minor; user space sees them as in stat(2).
    int device = raw.i32(field, 0);
    long major = device >>> 20;
    long minor = device & 0xfffff;
    return "0x" + Long.toHexString(minor & 0xff | major << 8 | (minor & ~0xffL) << 12);
  }

  private static String inode(RawEvent raw) {
    int field = raw.field(EventLayout.FIELD_FILE, 0);
    return field < 0 ? "0" : Long.toUnsignedString(raw.i64(field, 8));
  }

  private static String id(long value) {
    return (int) value == -1 ? "-1" : Long.toString(value & 0xffffffffL);
  }

  private static String octal(long mode) {
    long bits = mode & 07777;
    if (bits == 0) {
      return "0";
    }
    String digits = Long.toOctalString(bits);
    // 0644, but 04755: a leading zero always marks the base.
    return digits.length() < 3 ? "0".repeat(4 - digits.length()) + digits : "0" + digits;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
