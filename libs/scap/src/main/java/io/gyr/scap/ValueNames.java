package io.gyr.scap;

/** Names of flags or of enumerated values, in the order in which Falco writes them. Immutable. */
public final class ValueNames {
  private final String[] names;
  private final long[] values;

  ValueNames(String[] names, long[] values) {
    this.names = names;
    this.values = values;
  }

  /** The name of one value, or the empty text. */
  public String one(long value) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == value) {
        return names[i];
      }
    }
    return "";
  }

  /**
   * The names of the bits that are set, joined by |, or the empty text. As in Falco a name takes
   * its bits away from those after it, and a name that is the whole value ends the search.
   */
  public String all(long value) {
    StringBuilder text = new StringBuilder();
    long left = value;
    for (int i = 0; i < values.length; i++) {
      long flag = values[i];
      if (flag == value || flag != 0 && (left & flag) == flag) {
        if (text.length() > 0) {
          text.append('|');
        }
        text.append(names[i]);
        left &= ~flag;
        if (flag == value) {
          break;
        }
      }
    }
    return text.toString();
  }
}
