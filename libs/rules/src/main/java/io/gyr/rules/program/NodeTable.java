package io.gyr.rules.program;

import io.gyr.rules.match.NumberMatcher;
import io.gyr.rules.match.Numbers;
import io.gyr.rules.match.PrefixTrie;
import io.gyr.rules.match.TextMatcher;
import io.gyr.rules.match.TextSet;
import io.gyr.rules.match.Texts;
import io.gyr.rules.program.Leaf.Constant;
import io.gyr.rules.program.Leaf.NumberTest;
import io.gyr.rules.program.Leaf.TextTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Makes nodes, and never two that ask the same: whoever asks for one that exists gets it. Along the
 * way it takes out what decides nothing and joins what can be asked at once: the alternatives of
 * one field become one set, one trie.
 */
final class NodeTable {

  private record TextKey(int slot, TextMatcher matcher) {}

  private record NumberKey(int slot, NumberMatcher matcher) {}

  private record JunctionKey(boolean and, Set<Node> operands) {}

  private final Map<Object, Node> nodes = new HashMap<>();

  /** The node under a key, made when there is none. */
  Node leaf(Object key, Supplier<Node> maker) {
    Node node = nodes.get(key);
    if (node == null) {
      node = maker.get();
      nodes.put(key, node);
    }
    return node;
  }

  Node text(int slot, TextMatcher matcher, int readCost) {
    return leaf(new TextKey(slot, matcher), () -> new TextTest(slot, matcher, readCost));
  }

  Node number(int slot, NumberMatcher matcher, int readCost) {
    return leaf(new NumberKey(slot, matcher), () -> new NumberTest(slot, matcher, readCost));
  }

  static Node constant(boolean answer) {
    return answer ? Constant.TRUE : Constant.FALSE;
  }

  Node not(Node operand) {
    if (operand instanceof Constant) {
      return constant(operand == Constant.FALSE);
    }
    if (operand instanceof Negation negation) {
      return negation.operand();
    }
    return leaf(List.of("not", operand), () -> new Negation(operand));
  }

  Node and(List<Node> operands) {
    return junction(true, operands);
  }

  Node or(List<Node> operands) {
    return junction(false, operands);
  }

  private Node junction(boolean and, List<Node> operands) {
    Set<Node> distinct = new LinkedHashSet<>(operands);
    if (distinct.contains(constant(!and))) {
      return constant(!and);
    }
    distinct.remove(constant(and));
    if (!and) {
      distinct = joined(distinct);
    }
    for (Node operand : distinct) {
      if (operand instanceof Negation negation && distinct.contains(negation.operand())) {
        return constant(!and);
      }
    }
    if (distinct.isEmpty()) {
      return constant(and);
    }
    if (distinct.size() == 1) {
      return distinct.iterator().next();
    }
    List<Node> ordered = new ArrayList<>(distinct);
    ordered.sort(Comparator.comparingDouble(operand -> costOfDeciding(and, operand)));
    return leaf(new JunctionKey(and, new HashSet<>(distinct)), () -> new Junction(and, ordered));
  }

  /** What is spent on an operand for each event that it decides: the order that costs least. */
  private static double costOfDeciding(boolean and, Node operand) {
    double decides = and ? 1 - operand.likelihood() : operand.likelihood();
    return (1 + operand.cost()) / Math.max(decides, 0.001);
  }

  /** The alternatives with those that ask the same kind of thing of one field made one. */
  private Set<Node> joined(Set<Node> alternatives) {
    Map<Integer, List<TextTest>> values = new LinkedHashMap<>();
    Map<Integer, List<TextTest>> prefixes = new LinkedHashMap<>();
    Map<Integer, List<NumberTest>> numbers = new LinkedHashMap<>();
    Set<Node> result = new LinkedHashSet<>();
    for (Node node : alternatives) {
      if (node instanceof TextTest test && !valuesOf(test.matcher).isEmpty()) {
        values.computeIfAbsent(test.slot, slot -> new ArrayList<>()).add(test);
      } else if (node instanceof TextTest test && !prefixesOf(test.matcher).isEmpty()) {
        prefixes.computeIfAbsent(test.slot, slot -> new ArrayList<>()).add(test);
      } else if (node instanceof NumberTest test && !numbersOf(test.matcher).isEmpty()) {
        numbers.computeIfAbsent(test.slot, slot -> new ArrayList<>()).add(test);
      } else {
        result.add(node);
      }
    }
    for (List<TextTest> tests : values.values()) {
      Set<String> all = new TreeSet<>();
      tests.forEach(test -> all.addAll(valuesOf(test.matcher)));
      result.add(joined(tests, new TextSet(all)));
    }
    for (List<TextTest> tests : prefixes.values()) {
      Set<String> all = new TreeSet<>();
      tests.forEach(test -> all.addAll(prefixesOf(test.matcher)));
      result.add(joined(tests, PrefixTrie.ofPrefixes(all)));
    }
    for (List<NumberTest> tests : numbers.values()) {
      Set<Long> all = new TreeSet<>();
      tests.forEach(test -> all.addAll(numbersOf(test.matcher)));
      NumberTest first = tests.get(0);
      result.add(
          tests.size() == 1 ? first : number(first.slot, new Numbers.OneOf(all), first.cost()));
    }
    return result;
  }

  private Node joined(List<TextTest> tests, TextMatcher matcher) {
    TextTest first = tests.get(0);
    return tests.size() == 1
        ? first
        : text(first.slot, matcher, first.cost() - first.matcher.cost());
  }

  private static Set<String> valuesOf(TextMatcher matcher) {
    if (matcher instanceof Texts.Equal equal) {
      return Set.of(equal.value());
    }
    return matcher instanceof TextSet set ? set.values() : Set.of();
  }

  private static Set<String> prefixesOf(TextMatcher matcher) {
    return matcher instanceof Texts.StartsWith startsWith ? Set.of(startsWith.prefix()) : Set.of();
  }

  private static Set<Long> numbersOf(NumberMatcher matcher) {
    if (matcher instanceof Numbers.Equal equal) {
      return Set.of(equal.value());
    }
    return matcher instanceof Numbers.OneOf oneOf ? oneOf.values() : Set.of();
  }
}
