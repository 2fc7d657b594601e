package io.gyr.rules.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

/**
 * Finds which of many prefixes, suffixes or infixes a text has, in one pass however many there are,
 * and marks the conditions that want them. Immutable; a pass does not allocate.
 *
 * <p>How it works. The patterns make a trie, kept as one table: the row is the state, the column
 * the class of the next character, and the characters that stand in no pattern share class 0. The
 * pass over prefixes ends where the trie does, and the one over suffixes goes from the end
 * backwards. For infixes the trie is completed to the automaton of Aho and Corasick (Communications
 * of the ACM 18, 1975): where the trie has no way on, the table leads to the longest beginning of a
 * pattern that the text read so far ends with, so no character is read twice.
 */
final class TextPatterns {

  /** Where in a text the patterns have to stand. */
  enum Place {
    /** At its beginning. */
    PREFIX,
    /** At its end. */
    SUFFIX,
    /** Anywhere. */
    INFIX
  }

  private static final int NOWHERE = -1;
  private static final int ROOT = 0;
  private static final int ASCII = 128;
  private static final int[] NONE = {};

  private final Place place;
  private final char[] characters;
  private final int[] asciiClasses = new int[ASCII];
  private final int classes;
  private final int[] next;
  private final int[][] found;

  /**
   * Patterns with the positions of the conditions that want them.
   *
   * @param patterns not empty, nor is any of them
   */
  TextPatterns(Place place, Map<String, int[]> patterns) {
    this.place = place;
    characters = charactersOf(patterns);
    classes = characters.length + 1;
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] < ASCII) {
        asciiClasses[characters[i]] = i + 1;
      }
    }
    int mostStates = 1 + patterns.keySet().stream().mapToInt(String::length).sum();
    int[] table = new int[mostStates * classes];
    Arrays.fill(table, NOWHERE);
    List<int[]> ends = new ArrayList<>(List.of(NONE));
    patterns.forEach((pattern, positions) -> add(table, ends, pattern, positions));
    next = Arrays.copyOf(table, ends.size() * classes);
    found = ends.toArray(new int[0][]);
    if (place == Place.INFIX) {
      complete();
    }
  }

  /** Marks the conditions whose patterns the text has. */
  void find(String text, Evaluation evaluation) {
    int state = ROOT;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(place == Place.SUFFIX ? length - 1 - i : i);
      state = next[state * classes + classOf(c)];
      if (state == NOWHERE) {
        return;
      }
      int[] positions = found[state];
      if (positions.length > 0) {
        evaluation.mark(positions);
      }
    }
  }

  private static char[] charactersOf(Map<String, int[]> patterns) {
    int[] all =
        patterns.keySet().stream().flatMapToInt(String::chars).distinct().sorted().toArray();
    char[] characters = new char[all.length];
    for (int i = 0; i < all.length; i++) {
      characters[i] = (char) all[i];
    }
    return characters;
  }

  private int classOf(char c) {
    if (c < ASCII) {
      return asciiClasses[c];
    }
    return Math.max(0, Arrays.binarySearch(characters, c) + 1);
  }

  private void add(int[] table, List<int[]> ends, String pattern, int[] positions) {
    int state = ROOT;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(place == Place.SUFFIX ? pattern.length() - 1 - i : i);
      int entry = state * classes + classOf(c);
      if (table[entry] == NOWHERE) {
        table[entry] = ends.size();
        ends.add(NONE);
      }
      state = table[entry];
    }
    ends.set(state, positions);
  }

  /** Breadth first, so that the state that a state falls back to is complete before it. */
  private void complete() {
    int[] fallback = new int[found.length];
    Queue<Integer> queue = new ArrayDeque<>();
    for (int c = 0; c < classes; c++) {
      int state = next[c];
      if (state == NOWHERE) {
        next[c] = ROOT;
      } else {
        queue.add(state);
      }
    }
    while (!queue.isEmpty()) {
      int state = queue.remove();
      found[state] = union(found[state], found[fallback[state]]);
      for (int c = 0; c < classes; c++) {
        int entry = state * classes + c;
        int otherwise = next[fallback[state] * classes + c];
        if (next[entry] == NOWHERE) {
          next[entry] = otherwise;
        } else {
          fallback[next[entry]] = otherwise;
          queue.add(next[entry]);
        }
      }
    }
  }

  private static int[] union(int[] a, int[] b) {
    if (b.length == 0) {
      return a;
    }
    int[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return Arrays.stream(both).distinct().toArray();
  }

  /** Collects patterns for one place; the size of the table is bounded. */
  static final class Builder {

    /** A table has a row for each character of the patterns, of some 80 numbers mostly. */
    private static final int MOST_CHARACTERS = 20_000;

    private final Map<String, List<Integer>> patterns = new TreeMap<>();
    private int length;

    boolean hasRoomFor(List<String> texts) {
      return length + texts.stream().mapToInt(String::length).sum() <= MOST_CHARACTERS;
    }

    void add(List<String> texts, int position) {
      for (String text : texts) {
        patterns.computeIfAbsent(text, unseen -> new ArrayList<>()).add(position);
        length += text.length();
      }
    }

    boolean isEmpty() {
      return patterns.isEmpty();
    }

    Map<String, int[]> positions() {
      Map<String, int[]> positions = new TreeMap<>();
      patterns.forEach(
          (pattern, list) ->
              positions.put(
                  pattern, list.stream().mapToInt(Integer::intValue).distinct().toArray()));
      return positions;
    }
  }
}
