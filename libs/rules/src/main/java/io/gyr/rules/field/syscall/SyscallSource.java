package io.gyr.rules.field.syscall;

import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.EventSource;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldTable;

/** The source {@code syscall}: what rules can ask of a system call. */
public final class SyscallSource {

  /** The source and its fields. */
  public static final EventSource SOURCE =
      new EventSource(
          "syscall", fields(), "evt.type", event -> event.number(SyscallFacts.EVENT_TIME_NS));

  private SyscallSource() {}

  private static FieldTable fields() {
    FieldList list = new FieldList();
    EventFields.addTo(list);
    OpenFields.addTo(list);
    ProcessFields.addTo(list);
    AncestorFields.addTo(list);
    FdFields.addTo(list);
    ConnectionFields.addTo(list);
    PathFields.addTo(list);
    UserFields.addTo(list);
    ContainerFields.addTo(list);
    UnsuppliedFields.addTo(list);
    return new FieldTable(list.fields());
  }
}
