package io.gyr.rules.field.syscall;

import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;

/** {@code user.*} and {@code group.*}: on whose behalf. */
final class UserFields {

  private UserFields() {}

  static void addTo(FieldList list) {
    list.numberFact("user.uid", SyscallFacts.USER_ID, "Effective user id.")
        .textFact("user.name", SyscallFacts.USER_NAME, "Name of the effective user.")
        .numberFact("user.loginuid", SyscallFacts.LOGIN_USER_ID, "User who logged in, -1 for none.")
        .textFact("user.loginname", SyscallFacts.LOGIN_USER_NAME, "Name of the user who logged in.")
        .numberFact("group.gid", SyscallFacts.GROUP_ID, "Effective group id.")
        .textFact("group.name", SyscallFacts.GROUP_NAME, "Name of the effective group.");
  }
}
