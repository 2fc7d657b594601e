package io.gyr.rules.field.syscall;

import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.EventSource;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldTable;

/** The source {@code syscall}: what rules can ask of a system call. */
public final class SyscallSource {

  /** Name of the source, as rules have it. */
  static final String NAME = "syscall";

  /** The source and its fields. */
  public static final EventSource SOURCE =
      new EventSource(
          NAME, fields(), "evt.type", event -> event.number(SyscallFacts.EVENT_TIME_NS));

  private SyscallSource() {}

  private static FieldTable fields() {
    FieldList list = new FieldList();
    EventFields.addTo(list);
    TimeFields.addTo(list);
    OutcomeFields.addTo(list);
    ArgumentFields.addTo(list);
    OpenFields.addTo(list);
    PayloadFields.addTo(list);
    ProcessFields.addTo(list);
    AncestorFields.addTo(list);
    GroupFields.addTo(list);
    ExecutableFields.addTo(list);
    EnvironmentFields.addTo(list);
    ThreadFields.addTo(list);
    ResourceFields.addTo(list);
    FdFields.addTo(list);
    ConnectionFields.addTo(list);
    PathFields.addTo(list);
    UserFields.addTo(list);
    ContainerFields.addTo(list);
    MountFields.addTo(list);
    KubernetesFields.addTo(list);
    UnsuppliedFields.addTo(list);
    return new FieldTable(list.fields());
  }
}
