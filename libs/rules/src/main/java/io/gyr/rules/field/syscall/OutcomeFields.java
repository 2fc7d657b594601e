package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.ErrorNames;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the call returned: {@code evt.res}, {@code evt.count.error*}, {@code evt.buflen*}. */
final class OutcomeFields {

  private OutcomeFields() {}

  static void addTo(FieldList list) {
    list.text("evt.res", OutcomeFields::result, "SUCCESS, or the name of the error.")
        .numberFact(
            "evt.rawres", SyscallFacts.EVENT_RESULT, "What the call returned; -errno on failure.")
        .flag("evt.failed", OutcomeFields::failed, "Whether the call failed.");
    error(list, "", event -> true, "1 for calls that failed, 0 for others.");
    error(list, ".file", OutcomeFields::isFile, "The same, for calls on files only.");
    error(list, ".net", OutcomeFields::isNet, "The same, for calls on sockets only.");
    error(list, ".memory", EventClass::isMemory, "The same, for calls about memory only.");
    error(
        list,
        ".other",
        event -> !isFile(event) && !isNet(event) && !EventClass.isMemory(event),
        "The same, for all other calls.");
    lengths(list);
  }

  static @Nullable String result(Event event) {
    long result = event.number(SyscallFacts.EVENT_RESULT);
    if (result == Event.ABSENT) {
      return null;
    }
    String error = ErrorNames.of(result);
    return result >= 0 ? "SUCCESS" : error.isEmpty() ? Long.toString(-result) : error;
  }

  private static long failed(Event event) {
    long result = event.number(SyscallFacts.EVENT_RESULT);
    return result == Event.ABSENT ? Event.ABSENT : result < 0 ? 1 : 0;
  }

  private static void error(
      FieldList list, String suffix, Predicate<Event> concerned, String meaning) {
    list.number(
        "evt.count.error" + suffix,
        FieldType.NUMBER,
        event -> concerned.test(event) ? failed(event) : Event.ABSENT,
        meaning);
  }

  private static void lengths(FieldList list) {
    length(list, "", EventClass::isInputOutput, type -> true, "");
    length(list, ".in", EventClass::isInput, type -> true, ", for input only");
    length(list, ".out", EventClass::isOutput, type -> true, ", for output only");
    Predicate<String> file = type -> type.equals("file");
    length(list, ".file", EventClass::isInputOutput, file, ", for files only");
    length(list, ".file.in", EventClass::isInput, file, ", for input from files only");
    length(list, ".file.out", EventClass::isOutput, file, ", for output to files only");
    Predicate<String> net = type -> type.equals("ipv4") || type.equals("ipv6");
    length(list, ".net", EventClass::isInputOutput, net, ", for sockets only");
    length(list, ".net.in", EventClass::isInput, net, ", for input from sockets only");
    length(list, ".net.out", EventClass::isOutput, net, ", for output to sockets only");
  }

  private static void length(
      FieldList list,
      String suffix,
      Predicate<Event> call,
      Predicate<String> descriptor,
      String what) {
    list.number(
        "evt.buflen" + suffix,
        FieldType.NUMBER,
        event -> {
          String type = call.test(event) ? event.text(SyscallFacts.FD_TYPE) : null;
          long result = event.number(SyscallFacts.EVENT_RESULT);
          return type != null && descriptor.test(type) && result >= 0 ? result : Event.ABSENT;
        },
        "Bytes that were read or written" + what + ".");
  }

  private static boolean isFile(Event event) {
    return event.text(SyscallFacts.FD_TYPE) == null
        ? FdNames.opensByName(event)
        : FdTypes.isFile(event) || FdTypes.isDirectory(event);
  }

  private static boolean isNet(Event event) {
    String type = event.text(SyscallFacts.FD_TYPE);
    return type == null ? FdNames.makesConnection(event) : FdTypes.socketFamily(event) != null;
  }
}
