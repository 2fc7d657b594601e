package io.gyr.scap;

import org.jspecify.annotations.Nullable;

/**
 * Names of flags or of enumerated values, in the order in which Falco writes them. Safe for any
 * thread. The texts of flags last asked for are kept, since calls come with few combinations.
 */
public final class ValueNames {
  private static final int KEPT = 64;

  /** What flags stand for; immutable, so that threads can race for its place. */
  private record Text(long value, String text) {}

  private final @Nullable Text[] kept = new Text[KEPT];
  private final String[] names;
  private final long[] values;

  ValueNames(String[] names, long[] values) {
    this.names = names;
    this.values = values;
  }

  /** The names of one value, joined by |, or the empty text. */
  public String all(long value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      if (values[i] == value) {
        add(text, names[i]);
      }
    }
    return text.toString();
  }

  /**
   * The names of the bits that are set, joined by |, or the empty text. As in Falco a name takes
   * its bits away from those after it, and a name that is the whole value ends the search.
   */
  public String flags(long value) {
    int place = (int) (value * 0x9E3779B97F4A7C15L >>> 58);
    Text known = kept[place];
    if (known == null || known.value() != value) {
      known = new Text(value, bits(value, false));
      kept[place] = known;
    }
    return known.text();
  }

  /** As {@link #flags}, for modes: there a name that is the whole value is always written. */
  public String mode(long value) {
    return bits(value, true);
  }

  private String bits(long value, boolean wholeAlways) {
    StringBuilder text = new StringBuilder();
    long left = value;
    for (int i = 0; i < values.length; i++) {
      long flag = values[i];
      boolean whole = flag == value;
      if (whole && (wholeAlways || flag == 0) || flag != 0 && (left & flag) == flag) {
        add(text, names[i]);
        left &= ~flag;
        if (whole) {
          break;
        }
      }
    }
    return text.toString();
  }

  private static void add(StringBuilder text, String name) {
    if (text.length() > 0) {
      text.append('|');
    }
    text.append(name);
  }
}
