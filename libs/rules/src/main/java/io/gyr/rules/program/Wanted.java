package io.gyr.rules.program;

import io.gyr.rules.match.AnyOfTexts;
import io.gyr.rules.match.Glob;
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
 */
record Wanted(
    List<String> values, List<String> prefixes, List<String> suffixes, List<String> infixes) {

  /** The field that a part wants something of; -1 if it can be true whatever any one field is. */
  static int slotOf(Node part, int dearest) {
    if (part instanceof TextTest test) {
      return by(part, test.slot, dearest) == null ? -1 : test.slot;
    }
    if (part instanceof Junction junction) {
      for (Node operand : junction.operands()) {
        int slot = slotOf(operand, dearest);
        if (slot >= 0 && by(part, slot, dearest) != null) {
          return slot;
        }
      }
    }
    return -1;
  }

  /**
   * What a part wants of a field; null if it can be true of any text, or the field costs more than
   * {@code dearest}. An and wants what any of its operands wants, an or what all of them do.
   */
  static @Nullable Wanted by(Node part, int slot, int dearest) {
    if (part instanceof TextTest test && test.slot == slot && test.readCost <= dearest) {
      Wanted wanted = nothingYet();
      return wanted.add(test.matcher) ? wanted : null;
    }
    if (part instanceof Junction junction) {
      return junction.isAnd()
          ? byOne(junction.operands(), slot, dearest)
          : byAny(junction.operands(), slot, dearest);
    }
    return null;
  }

  /** What an index tells most surely: whole values and prefixes before the rest. */
  private static @Nullable Wanted byOne(List<Node> operands, int slot, int dearest) {
    Wanted best = null;
    for (Node operand : operands) {
      Wanted wanted = by(operand, slot, dearest);
      if (wanted != null && (best == null || !best.infixes().isEmpty())) {
        best = wanted;
      }
    }
    return best;
  }

  private static @Nullable Wanted byAny(List<Node> alternatives, int slot, int dearest) {
    Wanted all = null;
    for (Node alternative : alternatives) {
      Wanted wanted = by(alternative, slot, dearest);
      if (wanted == null) {
        return null;
      }
      if (all == null) {
        all = wanted;
      } else {
        all.values().addAll(wanted.values());
        all.prefixes().addAll(wanted.prefixes());
        all.suffixes().addAll(wanted.suffixes());
        all.infixes().addAll(wanted.infixes());
      }
    }
    return all;
  }

  private static Wanted nothingYet() {
    return new Wanted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
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
    if (matcher instanceof Glob glob) {
      return addAll(prefixes, Set.of(glob.prefix()));
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
