package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.TextGetter;
import org.jspecify.annotations.Nullable;

/**
 * {@code proc.sid}, {@code proc.pgid}, {@code proc.vpgid} and those who lead them: the session and
 * the process group, on the host and in the process's own pid namespace.
 */
final class GroupFields {

  private GroupFields() {}

  static void addTo(FieldList list) {
    list.numberFact("proc.sid", SyscallFacts.PROCESS_SESSION_ID, "Id of the session.")
        .text(
            "proc.sname",
            leader(
                SyscallFacts.SESSION_LEADER_NAME,
                SyscallFacts.PROCESS_NAME,
                SyscallFacts.ANCESTOR_NAME),
            "Name of the session's leader.")
        .text(
            "proc.sid.exe",
            leader(
                SyscallFacts.SESSION_LEADER_EXE,
                SyscallFacts.PROCESS_EXE,
                SyscallFacts.ANCESTOR_EXE),
            "First element of the command line of the session's leader.")
        .text(
            "proc.sid.exepath",
            leader(
                SyscallFacts.SESSION_LEADER_EXE_PATH,
                SyscallFacts.PROCESS_EXE_PATH,
                SyscallFacts.ANCESTOR_EXE_PATH),
            "Executable of the session's leader.")
        .flag(
            "proc.is_sid_leader",
            event -> same(event, SyscallFacts.PROCESS_SESSION_ID, SyscallFacts.PROCESS_VPID),
            "Whether the process leads its session.");
    group(
        list,
        "pgid",
        SyscallFacts.PROCESS_PGID,
        SyscallFacts.PROCESS_PID,
        SyscallFacts.GROUP_LEADER_NAME,
        "on the host");
    group(
        list,
        "vpgid",
        SyscallFacts.PROCESS_VPGID,
        SyscallFacts.PROCESS_VPID,
        SyscallFacts.VIRTUAL_GROUP_LEADER_NAME,
        "in its own namespace");
  }

  /** The facts about a leader are numbered name, argv[0], executable. */
  private static void group(
      FieldList list, String id, int group, int process, int leaderName, String where) {
    list.numberFact("proc." + id, group, "Id of the process group " + where + ".")
        .textFact("proc." + id + ".name", leaderName, "Name of the group's leader.")
        .textFact(
            "proc." + id + ".exe",
            leaderName + 1,
            "First element of the command line of the group's leader.")
        .textFact("proc." + id + ".exepath", leaderName + 2, "Executable of the group's leader.")
        .flag(
            "proc.is_" + id + "_leader",
            event -> same(event, group, process),
            "Whether the process leads its group " + where + ".");
  }

  private static long same(Event event, int fact, int other) {
    long one = event.number(fact);
    long two = event.number(other);
    return one == Event.ABSENT || two == Event.ABSENT ? Event.ABSENT : one == two ? 1 : 0;
  }

  /** What the supplier knows of the leader, or else what the process or a forebear tells. */
  private static TextGetter leader(int fact, int own, int ancestors) {
    return event -> {
      String given = event.text(fact);
      return given == null ? found(event, own, ancestors) : given;
    };
  }

  private static @Nullable String found(Event event, int own, int ancestors) {
    long leader = event.number(SyscallFacts.PROCESS_SESSION_ID);
    if (leader == Event.ABSENT) {
      return null;
    }
    if (leader == event.number(SyscallFacts.PROCESS_PID)) {
      return event.text(own);
    }
    int count = event.count(SyscallFacts.ANCESTOR_PID);
    for (int i = 0; i < count; i++) {
      if (event.numberAt(SyscallFacts.ANCESTOR_PID, i) == leader) {
        return event.textAt(ancestors, i);
      }
    }
    return null;
  }
}
