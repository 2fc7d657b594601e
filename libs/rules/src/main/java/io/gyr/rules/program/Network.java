package io.gyr.rules.program;

import io.gyr.rules.program.Step.Gate;
import io.gyr.rules.program.Step.Positions;
import io.gyr.rules.program.Step.Steps;
import io.gyr.rules.program.Step.TextLookUp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds, for the events of one type, the few conditions that can be true at all, so that the cost
 * of an event follows what it has in common with the rules and not how many rules there are.
 *
 * <p>How it works. A condition is an and of parts; if any part is false the condition is. Two kinds
 * of parts rule out many conditions at once. A part that several conditions have in common (the
 * file was opened for writing, the process is in a container) becomes a gate: asked once, and all
 * conditions behind it are passed over if it is false. And where several conditions want one field
 * to be, to begin, to end with or to contain this or that, their texts go into one {@link
 * TextIndex}: one look-up marks those that get what they want. Gates stand before indices and are
 * chosen greedily, the part with the most conditions first; what has neither is marked always. The
 * marked conditions are then tested in full, in the order of the rules. This is the alpha network
 * of Forgy's Rete (Artificial Intelligence 19, 1982), with its one-input nodes factored as in a
 * decision tree.
 */
final class Network {

  /** Fewer conditions than this are tested as fast as they are sorted out. */
  private static final int FEW = 3;

  /** A field dearer than this is not read for an index: the other parts come first. */
  private static final int DEAREST_INDEX = 8;

  /** Gates one behind the other. */
  private static final int MOST_GATES = 12;

  /** A part dearer than this is no gate. */
  private static final int DEAREST_GATE = 40;

  /** A condition at its place in the list, and the parts of it that no gate has asked yet. */
  private record Item(int position, List<Node> parts) {
    Item without(Node part) {
      List<Node> rest = new ArrayList<>(parts);
      rest.remove(part);
      return new Item(position, rest);
    }
  }

  private Network() {}

  /** The first step of a network for these conditions; it marks their positions in the list. */
  static Step of(List<Node> conditions) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      List<Node> parts = new ArrayList<>();
      addParts(conditions.get(i), parts);
      items.add(new Item(i, parts));
    }
    return step(items, MOST_GATES);
  }

  private static void addParts(Node node, List<Node> parts) {
    if (node instanceof Junction junction && junction.isAnd()) {
      junction.operands().forEach(operand -> addParts(operand, parts));
    } else {
      parts.add(node);
    }
  }

  private static Step step(List<Item> items, int moreGates) {
    List<Step> steps = new ArrayList<>();
    List<Item> rest = items;
    for (Node gate = commonPart(rest, moreGates);
        gate != null;
        gate = commonPart(rest, moreGates)) {
      Node test = gate;
      List<Item> behind =
          rest.stream()
              .filter(item -> item.parts().contains(test))
              .map(item -> item.without(test))
              .toList();
      rest = rest.stream().filter(item -> !item.parts().contains(test)).toList();
      steps.add(new Gate(gate, step(behind, moreGates - 1)));
    }
    Set<Integer> indexed = new HashSet<>();
    for (int slot = commonSlot(rest, indexed); slot >= 0; slot = commonSlot(rest, indexed)) {
      TextIndex.Builder index = new TextIndex.Builder();
      List<Item> unlisted = new ArrayList<>();
      for (Item item : rest) {
        Wanted wanted = wanted(item, slot);
        if (wanted == null || !index.add(wanted, item.position())) {
          unlisted.add(item);
        }
      }
      rest = unlisted;
      indexed.add(slot);
      steps.add(new TextLookUp(slot, index.build()));
    }
    if (!rest.isEmpty()) {
      steps.add(new Positions(rest.stream().mapToInt(Item::position).toArray()));
    }
    return steps.size() == 1 ? steps.get(0) : new Steps(steps.toArray(new Step[0]));
  }

  /** The part that most of the items have, the cheapest of equals; null when too few share one. */
  private static @Nullable Node commonPart(List<Item> items, int moreGates) {
    if (moreGates == 0) {
      return null;
    }
    Map<Node, Integer> counts = new LinkedHashMap<>();
    for (Item item : items) {
      for (Node part : item.parts()) {
        if (part.cost() <= DEAREST_GATE) {
          counts.merge(part, 1, Integer::sum);
        }
      }
    }
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= FEW)
        .max(
            Comparator.<Map.Entry<Node, Integer>>comparingInt(Map.Entry::getValue)
                .thenComparingInt(entry -> -entry.getKey().cost()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  /** The field that most of the items can be looked up by; -1 when too few share one. */
  private static int commonSlot(List<Item> items, Set<Integer> indexed) {
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    for (Item item : items) {
      for (Node part : item.parts()) {
        int slot = Wanted.slotOf(part, DEAREST_INDEX);
        if (slot >= 0 && !indexed.contains(slot)) {
          counts.merge(slot, 1, Integer::sum);
        }
      }
    }
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= FEW)
        .max(Comparator.comparingInt(Map.Entry::getValue))
        .map(Map.Entry::getKey)
        .orElse(-1);
  }

  private static @Nullable Wanted wanted(Item item, int slot) {
    for (Node part : item.parts()) {
      Wanted wanted = Wanted.by(part, slot, DEAREST_INDEX);
      if (wanted != null) {
        return wanted;
      }
    }
    return null;
  }
}
