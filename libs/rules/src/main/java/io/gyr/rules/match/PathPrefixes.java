package io.gyr.rules.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Accepts a set of paths and everything below them; a name in a path may be a shell pattern. Paths
 * are compared name by name: slashes at the beginning and the end, and one after another, do not
 * count. As path_prefix_map in falcosecurity/libs, userspace/libsinsp/prefix_search.h.
 *
 * <p>Nearly all paths begin with one slash and have no two together; those are looked up in a trie,
 * however many prefixes there are, and only patterns are tried one after another.
 */
public final class PathPrefixes implements TextMatcher {

  private final Set<String> paths;
  private final PrefixTrie plain;
  private final List<Glob[]> patterns = new ArrayList<>();
  private final List<Glob[]> all = new ArrayList<>();

  /** Accepts {@code paths} and what is below. */
  public PathPrefixes(Set<String> paths) {
    this.paths = new TreeSet<>(paths);
    Set<String> simple = new TreeSet<>();
    for (String path : this.paths) {
      Glob[] names = names(path);
      all.add(names);
      if (path.chars().anyMatch(c -> "*?[".indexOf(c) >= 0)) {
        patterns.add(names);
      } else {
        simple.add(normal(path));
      }
    }
    plain = PrefixTrie.ofPaths(simple);
  }

  @Override
  public boolean matches(String text) {
    if (!text.startsWith("/") || text.contains("//")) {
      return matchesAny(all, text);
    }
    return plain.matches(text) || matchesAny(patterns, text);
  }

  @Override
  public int cost() {
    return 6 + 30 * patterns.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathPrefixes that && paths.equals(that.paths);
  }

  @Override
  public int hashCode() {
    return paths.hashCode();
  }

  private static boolean matchesAny(List<Glob[]> paths, String text) {
    for (int i = 0; i < paths.size(); i++) {
      if (matches(paths.get(i), text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(Glob[] names, String text) {
    int at = 0;
    for (Glob name : names) {
      while (at < text.length() && text.charAt(at) == '/') {
        at++;
      }
      int end = text.indexOf('/', at);
      end = end < 0 ? text.length() : end;
      if (at == end || !name.matches(text, at, end)) {
        return false;
      }
      at = end;
    }
    return true;
  }

  private static Glob[] names(String path) {
    List<Glob> names = new ArrayList<>();
    for (String name : path.split("/")) {
      if (!name.isEmpty()) {
        names.add(new Glob(name, false));
      }
    }
    return names.toArray(new Glob[0]);
  }

  private static String normal(String path) {
    StringBuilder normal = new StringBuilder();
    for (String name : path.split("/")) {
      normal.append(name.isEmpty() ? "" : "/" + name);
    }
    return normal.toString();
  }
}
