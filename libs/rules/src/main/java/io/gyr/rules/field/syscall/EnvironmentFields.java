package io.gyr.rules.field.syscall;

import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.ArgumentKind;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.Getter;
import io.gyr.rules.field.TextGetter;
import org.jspecify.annotations.Nullable;

/**
 * {@code proc.env} and {@code proc.aenv}: what the process and its forebears have in their
 * environment. A name in the brackets asks for one variable, which is the empty text when it is not
 * set; a number asks for one forebear.
 */
final class EnvironmentFields {

  /** Falco looks no further up. */
  private static final int MOST_FOREBEARS = 20;

  private EnvironmentFields() {}

  static void addTo(FieldList list) {
    list.field(
            "proc.env",
            FieldType.TEXT,
            ArgumentKind.OPTIONAL_KEY,
            "The whole environment, or one of its variables: proc.env[PATH].",
            name -> name == null || isNumber(name) ? whole() : variable(name + "="))
        .field(
            "proc.aenv",
            FieldType.TEXT,
            ArgumentKind.OPTIONAL_KEY,
            "Environment of a forebear, by number; a variable of the nearest that has it, by name;"
                + " without either, of any.",
            EnvironmentFields::ofForebears);
  }

  private static Getter ofForebears(@Nullable String argument) {
    if (argument == null) {
      return new Facts.Texts(SyscallFacts.ANCESTOR_ENVIRONMENT);
    }
    if (isNumber(argument)) {
      int n = Integer.parseInt(argument);
      return n == 0 ? whole() : Facts.textAt(SyscallFacts.ANCESTOR_ENVIRONMENT, n - 1);
    }
    return inherited(argument + "=");
  }

  private static TextGetter whole() {
    return event -> Joined.all(event, SyscallFacts.PROCESS_ENVIRONMENT);
  }

  private static TextGetter variable(String prefix) {
    return event -> {
      String value = Joined.after(event, SyscallFacts.PROCESS_ENVIRONMENT, prefix);
      return value == null && event.count(SyscallFacts.PROCESS_ENVIRONMENT) > 0 ? "" : value;
    };
  }

  private static TextGetter inherited(String prefix) {
    return event -> {
      int count = Math.min(MOST_FOREBEARS, event.count(SyscallFacts.ANCESTOR_ENVIRONMENT));
      for (int i = 0; i < count; i++) {
        String value = inOne(event.textAt(SyscallFacts.ANCESTOR_ENVIRONMENT, i), prefix);
        if (!value.isEmpty()) {
          return value;
        }
      }
      return count == 0 ? null : "";
    };
  }

  /** The value behind a prefix in {@code A=1 B=2}, up to the next space; empty for none. */
  private static String inOne(@Nullable String environment, String prefix) {
    int at = environment == null ? -1 : environment.indexOf(prefix);
    while (environment != null && at > 0 && environment.charAt(at - 1) != ' ') {
      at = environment.indexOf(prefix, at + 1);
    }
    if (environment == null || at < 0) {
      return "";
    }
    int start = at + prefix.length();
    int end = environment.indexOf(' ', start);
    return environment.substring(start, end < 0 ? environment.length() : end);
  }

  private static boolean isNumber(String argument) {
    return argument.matches("[0-9]{1,4}");
  }
}
