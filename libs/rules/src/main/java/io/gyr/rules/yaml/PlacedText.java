package io.gyr.rules.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * A text put together from parts of files, which knows where each of its characters came from.
 * Immutable.
 *
 * <p>YAML folds lines and takes out quotes, and appended conditions come from other files, so an
 * offset into the text that is compiled says little to whoever wrote it.
 */
public final class PlacedText {

  /** Length of the longest escape in a quoted scalar. */
  private static final int MAX_ESCAPE = 10;

  /** A part of the text; each character's offset in the file, or one offset for all. */
  private record Part(String text, SourceText source, int[] offsets) {

    int offset(int position) {
      return offsets[Math.min(position, offsets.length - 1)];
    }
  }

  /** A place in a file. */
  public record Place(SourceText source, int offset) {}

  private final List<Part> parts;
  private final String text;

  private PlacedText(List<Part> parts) {
    this.parts = parts;
    StringBuilder all = new StringBuilder();
    parts.forEach(part -> all.append(part.text()));
    text = all.toString();
  }

  /** A text that was written by nobody, but belongs to a place. */
  public static PlacedText made(String text, Place place) {
    return new PlacedText(List.of(new Part(text, place.source(), new int[] {place.offset()})));
  }

  /** The value of a scalar that stands between two offsets of a file. */
  static PlacedText scalar(String value, SourceText source, int from, int to) {
    return new PlacedText(List.of(new Part(value, source, align(value, source.text(), from, to))));
  }

  /** This text and then another. */
  public PlacedText plus(PlacedText other) {
    List<Part> all = new ArrayList<>(parts);
    all.addAll(other.parts);
    return new PlacedText(List.copyOf(all));
  }

  /** This text, a space, and then another. */
  public PlacedText spacePlus(PlacedText other) {
    return plus(made(" ", other.place(0))).plus(other);
  }

  /** This text without a part, wherever it occurs. */
  public PlacedText without(String part) {
    int found = text.indexOf(part);
    if (found < 0) {
      return this;
    }
    PlacedText rest = slice(found + part.length(), text.length()).without(part);
    return slice(0, found).plus(rest);
  }

  private PlacedText slice(int from, int to) {
    int[] offsets = new int[to - from + 1];
    Place first = place(from);
    for (int i = from; i <= to; i++) {
      offsets[i - from] = place(i).offset();
    }
    return new PlacedText(List.of(new Part(text.substring(from, to), first.source(), offsets)));
  }

  /** The characters. */
  public String text() {
    return text;
  }

  /** Where the character at a position came from; for the end, where the last one did. */
  public Place place(int position) {
    int left = position;
    for (Part part : parts) {
      if (left < part.text().length() || part == parts.get(parts.size() - 1)) {
        return new Place(part.source(), part.offset(left));
      }
      left -= part.text().length();
    }
    throw new IllegalStateException("a text without parts");
  }

  /**
   * Finds each character of a value in the text that it was read from. White space may differ, and
   * quotes and backslashes may have been taken out; where the two cannot be brought together the
   * last place found stands.
   */
  private static int[] align(String value, String source, int from, int to) {
    int[] offsets = new int[value.length() + 1];
    int at = from;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!Character.isWhitespace(c)) {
        at = next(c, source, at, to);
      }
      offsets[i] = at;
      if (at < to && source.charAt(at) == c) {
        at++;
      }
    }
    offsets[value.length()] = at;
    return offsets;
  }

  /**
   * Where a character of the value stands: after white space and quotes, or a little beyond an
   * escape.
   */
  private static int next(char c, String source, int from, int to) {
    int at = from;
    while (at < to && source.charAt(at) != c && isLeftOut(source.charAt(at))) {
      at++;
    }
    int near = at;
    while (near < to && near < at + MAX_ESCAPE && source.charAt(near) != c) {
      near++;
    }
    return near < to && source.charAt(near) == c ? near : at;
  }

  private static boolean isLeftOut(char c) {
    return Character.isWhitespace(c) || c == '\\' || c == '\'';
  }
}
