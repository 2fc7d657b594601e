package io.gyr.rules.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A version of the form {@code major.minor.patch}; what may follow the numbers is ignored. */
record Version(int major, int minor, int patch) {

  private static final Pattern FORM =
      Pattern.compile("(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})([-+].*)?");

  /** Reads a version; null when the text is none. */
  static @Nullable Version of(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? new Version(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)))
        : null;
  }

  /** Whether what needs another version gets along with this one: same major, not older. */
  boolean isCompatibleWith(Version needed) {
    return major == needed.major
        && (minor > needed.minor || (minor == needed.minor && patch >= needed.patch));
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
