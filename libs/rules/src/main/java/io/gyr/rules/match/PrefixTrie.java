package io.gyr.rules.match;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Accepts texts that begin with any of a set of prefixes, in one pass however many there are.
 *
 * <p>How it works: the prefixes are sorted and those that begin with another one dropped, since
 * that one already decides. Each node holds the characters that may follow, sorted, and the node
 * that each leads to; the walk ends at the first node that ends a prefix. With {@code wholeParts},
 * a prefix counts only where a path has its border: at its end or before a slash, so {@code /etc}
 * covers {@code /etc/passwd} but not {@code /etcetera}; then no prefix may be dropped for another
 * one that only spells like its beginning.
 */
public final class PrefixTrie implements TextMatcher {

  private static final class Node {
    private char[] characters = {};
    private Node[] children = {};
    private boolean end;

    Node childFor(char c) {
      int index = Arrays.binarySearch(characters, c);
      if (index >= 0) {
        return children[index];
      }
      int at = -index - 1;
      char[] moreCharacters = Arrays.copyOf(characters, characters.length + 1);
      Node[] moreChildren = Arrays.copyOf(children, children.length + 1);
      System.arraycopy(characters, at, moreCharacters, at + 1, characters.length - at);
      System.arraycopy(children, at, moreChildren, at + 1, children.length - at);
      moreCharacters[at] = c;
      moreChildren[at] = new Node();
      characters = moreCharacters;
      children = moreChildren;
      return children[at];
    }
  }

  private final Set<String> prefixes;
  private final boolean wholeParts;
  private final Node root = new Node();

  private PrefixTrie(Set<String> prefixes, boolean wholeParts) {
    this.prefixes = prefixes;
    this.wholeParts = wholeParts;
    for (String prefix : prefixes) {
      add(prefix);
    }
  }

  /** Accepts texts that begin with any of the prefixes. */
  public static PrefixTrie ofPrefixes(Set<String> prefixes) {
    Set<String> needed = new TreeSet<>();
    String last = null;
    for (String prefix : new TreeSet<>(prefixes)) {
      if (last == null || !prefix.startsWith(last)) {
        needed.add(prefix);
        last = prefix;
      }
    }
    return new PrefixTrie(needed, false);
  }

  /** Accepts the paths and everything below them. */
  public static PrefixTrie ofPaths(Set<String> paths) {
    Set<String> plain = new TreeSet<>();
    for (String path : paths) {
      plain.add(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }
    return new PrefixTrie(plain, true);
  }

  /** The prefixes that decide. */
  public Set<String> prefixes() {
    return prefixes;
  }

  private void add(String prefix) {
    Node node = root;
    for (int i = 0; i < prefix.length(); i++) {
      node = node.childFor(prefix.charAt(i));
    }
    node.end = true;
  }

  @Override
  public boolean matches(String text) {
    Node node = root;
    int length = text.length();
    for (int i = 0; ; i++) {
      if (node.end && (!wholeParts || i == length || text.charAt(i) == '/')) {
        return true;
      }
      if (i == length) {
        return false;
      }
      int index = Arrays.binarySearch(node.characters, text.charAt(i));
      if (index < 0) {
        return false;
      }
      node = node.children[index];
    }
  }

  @Override
  public int cost() {
    return 5;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PrefixTrie that
        && wholeParts == that.wholeParts
        && prefixes.equals(that.prefixes);
  }

  @Override
  public int hashCode() {
    return prefixes.hashCode();
  }
}
