package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.TextGetter;

/**
 * {@code user.*} and {@code group.*}: on whose behalf. Where the id is known and the rest is not,
 * the rest is the text {@code <NA>}, which is a value that rules compare with, as in Falco.
 */
final class UserFields {

  private static final String UNKNOWN = "<NA>";

  private UserFields() {}

  static void addTo(FieldList list) {
    list.numberFact("user.uid", SyscallFacts.USER_ID, "Effective user id.")
        .text(
            "user.name",
            named(SyscallFacts.USER_NAME, SyscallFacts.USER_ID),
            "Name of the effective user.")
        .text(
            "user.homedir",
            named(SyscallFacts.USER_HOME, SyscallFacts.USER_ID),
            "Home directory of the effective user.")
        .text(
            "user.shell",
            named(SyscallFacts.USER_SHELL, SyscallFacts.USER_ID),
            "Shell of the effective user.")
        .numberFact("user.loginuid", SyscallFacts.LOGIN_USER_ID, "User who logged in, -1 for none.")
        .text(
            "user.loginname",
            named(SyscallFacts.LOGIN_USER_NAME, SyscallFacts.LOGIN_USER_ID),
            "Name of the user who logged in.")
        .numberFact("group.gid", SyscallFacts.GROUP_ID, "Effective group id.")
        .text(
            "group.name",
            named(SyscallFacts.GROUP_NAME, SyscallFacts.GROUP_ID),
            "Name of the effective group.");
  }

  private static TextGetter named(int name, int id) {
    return event -> {
      String given = event.text(name);
      return given == null && event.number(id) != Event.ABSENT ? UNKNOWN : given;
    };
  }
}
