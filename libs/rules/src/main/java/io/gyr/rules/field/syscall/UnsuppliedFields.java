package io.gyr.rules.field.syscall;

import io.gyr.rules.field.ArgumentKind;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;

/**
 * Fields of Falco's that no fact stands behind yet. Rules that ask for them load and see them
 * absent, so that one such question does not cost a whole file.
 */
final class UnsuppliedFields {

  private UnsuppliedFields() {}

  static void addTo(FieldList list) {
    for (String name :
        new String[] {
          "container.privileged",
          "fd.connected",
          "fd.name_changed",
          "proc.is_container_healthcheck",
          "proc.is_container_liveness_probe",
          "proc.is_container_readiness_probe",
          "proc.is_sid_leader",
          "proc.is_vpgid_leader",
        }) {
      list.unsupplied(name, FieldType.BOOLEAN, ArgumentKind.NONE);
    }
    for (String name :
        new String[] {
          "container.duration",
          "container.start_ts",
          "evt.cpu",
          "evt.latency",
          "fd.dev",
          "fd.ino",
          "proc.exe_ino",
          "proc.exe_ino.ctime",
          "proc.exe_ino.ctime_duration_proc_start",
          "proc.exe_ino.mtime",
          "proc.pgid",
          "proc.ppid.duration",
          "proc.pvpid",
          "proc.vpgid",
        }) {
      list.unsupplied(name, FieldType.NUMBER, ArgumentKind.NONE);
    }
    for (String name :
        new String[] {
          "container.mounts",
          "evt.category",
          "fd.cip.name",
          "fd.lip.name",
          "fd.rip.name",
          "fd.sip.name",
          "fd.sockfamily",
          "proc.pgid.name",
          "proc.sid.exe",
          "proc.sid.exepath",
          "proc.vpgid.exe",
          "proc.vpgid.exepath",
          "proc.vpgid.name",
          "thread.cap_effective",
          "thread.cap_inheritable",
          "thread.cap_permitted",
          "user.homedir",
          "user.shell",
        }) {
      list.unsupplied(name, FieldType.TEXT, ArgumentKind.NONE);
    }
    list.unsupplied("proc.env", FieldType.TEXT, ArgumentKind.OPTIONAL_KEY)
        .unsupplied("proc.aenv", FieldType.TEXT, ArgumentKind.OPTIONAL_KEY)
        .unsupplied("container.mount", FieldType.TEXT, ArgumentKind.KEY)
        .unsupplied("container.mount.dest", FieldType.TEXT, ArgumentKind.KEY);
  }
}
