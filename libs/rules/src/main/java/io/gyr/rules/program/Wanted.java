package io.gyr.rules.program;

import io.gyr.rules.match.AnyOfTexts;
import io.gyr.rules.match.PrefixTrie;
import io.gyr.rules.match.TextMatcher;
import io.gyr.rules.match.TextSet;
import io.gyr.rules.match.Texts;
import io.gyr.rules.program.Leaf.TextTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a condition wants a text to be, as far as an index can tell: it is false unless
 * the text is one of the values, begins with one of the prefixes, ends with one of the suffixes or
 * contains one of the infixes.
 *
 * @param slot number of the field
 * @param readCost what the field costs to read
 */
record Wanted(
    int slot,
    int readCost,
    List<String> values,
    List<String> prefixes,
    List<String> suffixes,
    List<String> infixes) {

  /** What a part wants of one field; null if it can be true of any text, or of none at all. */
  static @Nullable Wanted by(Node part) {
    if (part instanceof TextTest test) {
      Wanted wanted = nothingYet(test);
      return wanted.add(test.matcher) ? wanted : null;
    }
    return part instanceof Junction junction && !junction.isAnd() ? byAny(junction) : null;
  }

  /** The alternatives must all be about the same field. */
  private static @Nullable Wanted byAny(Junction alternatives) {
    Wanted all = null;
    for (Node operand : alternatives.operands()) {
      if (!(operand instanceof TextTest test)) {
        return null;
      }
      if (all == null) {
        all = nothingYet(test);
      }
      if (test.slot != all.slot() || !all.add(test.matcher)) {
        return null;
      }
    }
    return all;
  }

  private static Wanted nothingYet(TextTest test) {
    return new Wanted(
        test.slot,
        test.readCost,
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  /** False if an index cannot tell what the matcher wants. */
  private boolean add(TextMatcher matcher) {
    if (matcher instanceof Texts.Equal equal) {
      return values.add(equal.value());
    }
    if (matcher instanceof TextSet set) {
      return values.addAll(set.values());
    }
    if (matcher instanceof Texts.StartsWith startsWith) {
      return addAll(prefixes, Set.of(startsWith.prefix()));
    }
    if (matcher instanceof PrefixTrie trie) {
      return addAll(prefixes, trie.prefixes());
    }
    if (matcher instanceof Texts.EndsWith endsWith) {
      return addAll(suffixes, Set.of(endsWith.suffix()));
    }
    if (matcher instanceof Texts.Contains contains) {
      return addAll(infixes, Set.of(contains.part()));
    }
    if (matcher instanceof AnyOfTexts any) {
      return any.matchers().stream().allMatch(this::add);
    }
    return false;
  }

  /** An empty prefix, suffix or infix is part of every text and rules out none. */
  private static boolean addAll(List<String> list, Set<String> texts) {
    return !texts.contains("") && list.addAll(texts);
  }
}
