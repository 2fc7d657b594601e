package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.ArgumentKind;
import io.gyr.rules.field.Field;
import io.gyr.rules.field.FieldException;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.Getter;
import io.gyr.rules.field.NearestName;
import io.gyr.rules.field.NumberGetter;
import io.gyr.rules.field.TextGetter;
import org.jspecify.annotations.Nullable;

/** {@code evt.arg}, {@code evt.rawarg}, {@code evt.args}: what the call was given. */
final class ArgumentFields {

  private static final String MISSING = "<NA>";

  private ArgumentFields() {}

  static void addTo(FieldList list) {
    list.field(
            "evt.arg",
            FieldType.TEXT,
            ArgumentKind.KEY,
            "One argument of the call, by name or position: evt.arg.flags, evt.arg[1].",
            ArgumentFields::argument)
        .field(
            "evt.rawarg",
            FieldType.TEXT,
            ArgumentKind.KEY,
            "One argument of the call as it is, numbers as numbers: evt.rawarg.flags.",
            new RawArgument())
        .built("evt.args", ArgumentFields::all, "All arguments as name=value.")
        .built("evt.info", ArgumentFields::all, "The same as evt.args.")
        .built(
            "evt.abspath",
            event -> AbsolutePaths.source(event),
            "Path of the call made absolute from its directory argument.")
        .built("evt.abspath.src", event -> AbsolutePaths.source(event), "The same as evt.abspath.")
        .built(
            "evt.abspath.dst",
            event -> AbsolutePaths.destination(event),
            "The same of the second path, where the call has two.");
  }

  private static TextGetter argument(@Nullable String argument) throws FieldException {
    String key = String.valueOf(argument);
    if (key.matches("[0-9]{1,4}")) {
      return Facts.textAt(SyscallFacts.ARGUMENT, Integer.parseInt(key));
    }
    typeOf(key);
    if (key.equals("res")) {
      return event -> {
        String given = event.textOf(SyscallFacts.ARGUMENT, key);
        return given == null ? OutcomeFields.result(event) : given;
      };
    }
    return event -> event.textOf(SyscallFacts.ARGUMENT, key);
  }

  private static String all(Event event) {
    StringBuilder text = new StringBuilder();
    int count = event.count(SyscallFacts.ARGUMENT);
    for (int i = 0; i < count; i++) {
      String value = event.textAt(SyscallFacts.ARGUMENT, i);
      String plain = event.textAt(SyscallFacts.ARGUMENT_PLAIN, i);
      text.append(i == 0 ? "" : " ")
          .append(event.textAt(SyscallFacts.ARGUMENT_NAME, i))
          .append('=');
      if (plain == null) {
        text.append(value == null ? MISSING : value);
      } else {
        text.append(plain).append('(').append(value).append(')');
      }
    }
    return text.toString();
  }

  /** An argument by name as the call had it: neither resolved nor made absolute. */
  static @Nullable String plain(Event event, String name) {
    int position = position(event, name);
    String plain = position < 0 ? null : event.textAt(SyscallFacts.ARGUMENT_PLAIN, position);
    return plain == null ? event.textOf(SyscallFacts.ARGUMENT, name) : plain;
  }

  private static int position(Event event, String name) {
    for (int i = event.count(SyscallFacts.ARGUMENT_NAME) - 1; i >= 0; i--) {
      if (name.equals(event.textAt(SyscallFacts.ARGUMENT_NAME, i))) {
        return i;
      }
    }
    return -1;
  }

  private static FieldType typeOf(String name) throws FieldException {
    FieldType type = Parameters.typeOf(name);
    if (type == null) {
      throw new FieldException(
          "unknown event argument '" + name + "'", NearestName.of(name, Parameters.names()));
    }
    return type;
  }

  private static final class RawArgument implements Field.Binder {

    @Override
    public Getter bind(@Nullable String argument) throws FieldException {
      String name = String.valueOf(argument);
      if (typeOf(name).isText()) {
        return (TextGetter) event -> plain(event, name);
      }
      return (NumberGetter)
          event -> {
            int position = position(event, name);
            return position < 0
                ? Event.ABSENT
                : event.numberAt(SyscallFacts.ARGUMENT_NUMBER, position);
          };
    }

    @Override
    public FieldType type(@Nullable String argument, FieldType declared) throws FieldException {
      return typeOf(String.valueOf(argument));
    }
  }
}
