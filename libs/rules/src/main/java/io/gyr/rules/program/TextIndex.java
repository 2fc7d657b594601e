package io.gyr.rules.program;

import io.gyr.rules.program.TextPatterns.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From a text to the conditions that want it: a hash of whole texts, and one pass each for
 * prefixes, suffixes and infixes. Immutable; a look-up does not allocate.
 */
final class TextIndex {
  private final Map<String, int[]> values;
  private final long lengths;
  private final TextPatterns[] patterns;

  private TextIndex(Builder builder) {
    values = new HashMap<>(builder.values.positions());
    long mask = 0;
    for (String value : values.keySet()) {
      mask |= lengthBit(value);
    }
    lengths = mask;
    List<TextPatterns> all = new ArrayList<>();
    addTo(all, Place.PREFIX, builder.prefixes);
    addTo(all, Place.SUFFIX, builder.suffixes);
    addTo(all, Place.INFIX, builder.infixes);
    patterns = all.toArray(new TextPatterns[0]);
  }

  /** Marks every condition that gets what it wants. */
  void find(String text, Evaluation evaluation) {
    if ((lengths & lengthBit(text)) != 0) {
      int[] positions = values.get(text);
      if (positions != null) {
        evaluation.mark(positions);
      }
    }
    for (TextPatterns each : patterns) {
      each.find(text, evaluation);
    }
  }

  private static void addTo(List<TextPatterns> all, Place place, TextPatterns.Builder builder) {
    if (!builder.isEmpty()) {
      all.add(new TextPatterns(place, builder.positions()));
    }
  }

  /** All lengths from 63 up share a bit. */
  private static long lengthBit(String text) {
    return 1L << Math.min(text.length(), 63);
  }

  /** Collects what the conditions want. */
  static final class Builder {
    private final TextPatterns.Builder values = new TextPatterns.Builder();
    private final TextPatterns.Builder prefixes = new TextPatterns.Builder();
    private final TextPatterns.Builder suffixes = new TextPatterns.Builder();
    private final TextPatterns.Builder infixes = new TextPatterns.Builder();

    /** False, and nothing is added, when there is no room for more patterns. */
    boolean add(Wanted wanted, int position) {
      if (!prefixes.hasRoomFor(wanted.prefixes())
          || !suffixes.hasRoomFor(wanted.suffixes())
          || !infixes.hasRoomFor(wanted.infixes())) {
        return false;
      }
      values.add(wanted.values(), position);
      prefixes.add(wanted.prefixes(), position);
      suffixes.add(wanted.suffixes(), position);
      infixes.add(wanted.infixes(), position);
      return true;
    }

    TextIndex build() {
      return new TextIndex(this);
    }
  }
}
