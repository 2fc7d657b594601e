package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.NumberGetter;
import io.gyr.rules.field.NumberListGetter;
import io.gyr.rules.field.TextGetter;
import io.gyr.rules.field.TextListGetter;
import org.jspecify.annotations.Nullable;

/**
 * {@code proc.p*} and {@code proc.a*[n]}: the parent and the forebears; number 0 is the process
 * itself.
 */
final class AncestorFields {

  private AncestorFields() {}

  static void addTo(FieldList list) {
    list.number("proc.ppid", FieldType.NUMBER, pid(1), "Process id of the parent.")
        .text("proc.pname", text(SyscallFacts.ANCESTOR_NAME, 0), "Name of the parent.")
        .text(
            "proc.pexe",
            text(SyscallFacts.ANCESTOR_EXE, 0),
            "First element of the parent's command line.")
        .text("proc.pexepath", text(SyscallFacts.ANCESTOR_EXE_PATH, 0), "Executable of the parent.")
        .text(
            "proc.pcmdline",
            text(SyscallFacts.ANCESTOR_COMMAND_LINE, 0),
            "Name and arguments of the parent.")
        .indexed(
            "proc.apid",
            FieldType.NUMBER,
            AncestorFields::pid,
            new Pids(),
            "Process id of a forebear; without number, of any.");
    forebears(list, "proc.aname", SyscallFacts.PROCESS_NAME, SyscallFacts.ANCESTOR_NAME, "Name");
    forebears(list, "proc.aexe", SyscallFacts.PROCESS_EXE, SyscallFacts.ANCESTOR_EXE, "argv[0]");
    forebears(
        list,
        "proc.aexepath",
        SyscallFacts.PROCESS_EXE_PATH,
        SyscallFacts.ANCESTOR_EXE_PATH,
        "Executable");
    list.indexed(
        "proc.acmdline",
        FieldType.TEXT,
        n -> n == 0 ? ProcessFields.COMMAND_LINE : text(SyscallFacts.ANCESTOR_COMMAND_LINE, n - 1),
        new Texts(SyscallFacts.ANCESTOR_COMMAND_LINE),
        "Name and arguments of a forebear; without number, of any.");
  }

  private static void forebears(FieldList list, String name, int own, int fact, String what) {
    list.indexed(
        name,
        FieldType.TEXT,
        n -> n == 0 ? (TextGetter) event -> FieldList.nonEmpty(event.text(own)) : text(fact, n - 1),
        new Texts(fact),
        what + " of a forebear; without number, of any.");
  }

  private static TextGetter text(int fact, int index) {
    return event -> FieldList.nonEmpty(event.textAt(fact, index));
  }

  private static NumberGetter pid(int n) {
    return n == 0
        ? event -> event.number(SyscallFacts.PROCESS_PID)
        : event -> event.numberAt(SyscallFacts.ANCESTOR_PID, n - 1);
  }

  private record Texts(int fact) implements TextListGetter {
    @Override
    public int count(Event event) {
      return event.count(fact);
    }

    @Override
    public @Nullable String get(Event event, int index) {
      return FieldList.nonEmpty(event.textAt(fact, index));
    }
  }

  private record Pids() implements NumberListGetter {
    @Override
    public int count(Event event) {
      return event.count(SyscallFacts.ANCESTOR_PID);
    }

    @Override
    public long get(Event event, int index) {
      return event.numberAt(SyscallFacts.ANCESTOR_PID, index);
    }
  }
}
