package io.gyr.inspector.syscall;

import io.gyr.inspector.LongTable;
import java.util.ArrayList;
import java.util.List;

/** Writes a word of flags as their names, joined by |. Not thread-safe: it remembers. */
final class FlagNames {
  private static final int REMEMBERED = 256;

  private final List<String> names = new ArrayList<>();
  private final List<long[]> masksAndValues = new ArrayList<>();
  private final LongTable<String> texts = new LongTable<>(REMEMBERED);

  /** A flag that is set when all of its bits are; names come out in the order of these calls. */
  FlagNames flag(String name, long bits) {
    return choice(name, bits, bits);
  }

  /** A name for one value of a part of the word. */
  FlagNames choice(String name, long mask, long value) {
    names.add(name);
    masksAndValues.add(new long[] {mask, value});
    return this;
  }

  /** The names of the flags that are set; 0 where none is. */
  String text(long word) {
    String text = texts.get(word);
    if (text == null) {
      text = write(word);
      texts.put(word, text);
    }
    return text;
  }

  private String write(long word) {
    List<String> set = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      long[] maskAndValue = masksAndValues.get(i);
      if ((word & maskAndValue[0]) == maskAndValue[1]) {
        set.add(names.get(i));
      }
    }
    return set.isEmpty() ? "0" : String.join("|", set);
  }
}
