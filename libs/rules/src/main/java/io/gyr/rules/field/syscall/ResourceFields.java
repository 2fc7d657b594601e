package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.ArgumentKind;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.Getter;
import io.gyr.rules.field.NumberGetter;
import io.gyr.rules.field.TextListGetter;
import org.jspecify.annotations.Nullable;

/** What the process holds: memory, threads, descriptors. */
final class ResourceFields {

  private ResourceFields() {}

  static void addTo(FieldList list) {
    memory(list);
    descriptors(list);
    list.numberFact(
            "proc.nthreads",
            SyscallFacts.PROCESS_THREAD_COUNT,
            "Living threads of the process, the first included.")
        .numberFact(
            "proc.nchilds",
            SyscallFacts.PROCESS_CHILD_THREAD_COUNT,
            "Living threads of the process without the first.")
        .numberFact(
            "thread.pfmajor",
            SyscallFacts.THREAD_MAJOR_FAULTS,
            "Page faults that had to read from a device, since the thread began.")
        .numberFact(
            "thread.pfminor",
            SyscallFacts.THREAD_MINOR_FAULTS,
            "Other page faults since the thread began.");
  }

  private static void memory(FieldList list) {
    int size = SyscallFacts.PROCESS_MEMORY_SIZE_KIB;
    int resident = SyscallFacts.PROCESS_MEMORY_RESIDENT_KIB;
    list.numberFact("proc.vmsize", size, "Virtual memory of the process, KiB.")
        .numberFact("proc.vmrss", resident, "Resident memory of the process, KiB.")
        .numberFact(
            "proc.vmswap",
            SyscallFacts.PROCESS_MEMORY_SWAPPED_KIB,
            "Swapped memory of the process, KiB.");
    ofThread(list, "thread.vmsize", size, 1, "Virtual memory, KiB");
    ofThread(list, "thread.vmrss", resident, 1, "Resident memory, KiB");
    ofThread(list, "thread.vmsize.b", size, 1024, "Virtual memory, bytes");
    ofThread(list, "thread.vmrss.b", resident, 1024, "Resident memory, bytes");
  }

  private static void ofThread(FieldList list, String name, int fact, int unit, String what) {
    NumberGetter getter =
        event -> {
          long kibibytes = event.number(fact);
          return kibibytes == Event.ABSENT
              ? Event.ABSENT
              : ThreadFields.isMain(event) == 1 ? unit * kibibytes : 0;
        };
    list.number(
        name, FieldType.NUMBER, getter, what + ", of the process's first thread; 0 for others.");
  }

  private static void descriptors(FieldList list) {
    list.numberFact(
            "proc.fdopencount", SyscallFacts.PROCESS_FD_COUNT, "Open descriptors of the process.")
        .numberFact(
            "proc.fdlimit",
            SyscallFacts.PROCESS_FD_LIMIT,
            "How many descriptors the process may open.")
        .field(
            "fd.types",
            FieldType.TEXT,
            ArgumentKind.OPTIONAL_INDEX,
            "Types of the process's open descriptors, or of one of them: fd.types[0].",
            ResourceFields::types);
    String[] names = {"stdin", "stdout", "stderr"};
    for (int i = 0; i < names.length; i++) {
      String number = Integer.toString(i);
      list.text(
          "proc." + names[i] + ".type",
          event -> event.textOf(SyscallFacts.OPEN_FD_TYPE, number),
          "Type of the process's " + names[i] + ".");
    }
  }

  private static Getter types(@Nullable String number) {
    return number == null ? new Facts.Texts(SyscallFacts.OPEN_FD_TYPE) : new OneType(number);
  }

  /** The type of one descriptor: a list of one, as rules compare it with lists. */
  private record OneType(String number) implements TextListGetter {
    @Override
    public int count(Event event) {
      return 1;
    }

    @Override
    public @Nullable String get(Event event, int index) {
      return event.textOf(SyscallFacts.OPEN_FD_TYPE, number);
    }
  }
}
