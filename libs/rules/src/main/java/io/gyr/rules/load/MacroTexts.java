package io.gyr.rules.load;

import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.LoadProblem.Severity;
import io.gyr.rules.condition.Condition;
import io.gyr.rules.condition.Condition.MacroReference;
import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.ConditionParser;
import io.gyr.rules.field.NearestName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The texts of all macros, read once for all sources. A macro sees those that were first defined
 * before its own last change, itself among them: that is a loop.
 */
final class MacroTexts {

  private final Map<String, MacroDefinition> definitions;
  private final Map<String, Condition> parsed = new HashMap<>();
  private final Map<String, Uses> uses = new HashMap<>();
  private final Set<String> bad = new HashSet<>();
  private final Problems problems;

  /** Reads the macros; what is wrong with one by itself goes to the problems. */
  MacroTexts(Map<String, MacroDefinition> definitions, Problems problems) {
    this.definitions = definitions;
    this.problems = problems;
    for (MacroDefinition macro : definitions.values()) {
      if (!problems.isFull()) {
        read(macro);
      }
    }
    definitions.values().stream()
        .filter(macro -> uses.containsKey(macro.name()))
        .forEach(this::checkReferences);
    checkLoops();
  }

  /** Whether a macro has a problem that was already told. */
  boolean isBad(String name) {
    return bad.contains(name);
  }

  /** What a macro is made of; null when it could not be read. */
  @Nullable Uses uses(String name) {
    return uses.get(name);
  }

  /** A macro's syntax tree. */
  Condition parsed(MacroDefinition macro) throws ConditionException {
    Condition condition = parsed.get(macro.name());
    return condition == null ? ConditionParser.parse(macro.condition().text()) : condition;
  }

  /**
   * The macro that a reference means.
   *
   * @param changed number of the item that it stands in: what is defined later is not seen
   */
  MacroDefinition resolve(MacroReference reference, int changed) throws ConditionException {
    MacroDefinition macro = definitions.get(reference.name());
    if (macro == null || macro.order() >= changed) {
      throw new ConditionException(
          reference.position(),
          "Undefined macro '"
              + reference.name()
              + "' used in filter"
              + (macro == null ? "" : ": it is defined only later"),
          macro == null ? NearestName.of(reference.name(), definitions.keySet()) : null);
    }
    return macro;
  }

  private void read(MacroDefinition macro) {
    try {
      Condition condition = ConditionParser.parse(macro.condition().text());
      parsed.put(macro.name(), condition);
      uses.put(macro.name(), Uses.of(condition));
    } catch (ConditionException e) {
      tell(macro, Code.LOAD_ERR_COMPILE_CONDITION, e);
    }
  }

  private void checkReferences(MacroDefinition macro) {
    try {
      for (MacroReference reference : uses.getOrDefault(macro.name(), NOTHING).macros()) {
        resolve(reference, macro.changed());
      }
    } catch (ConditionException e) {
      tell(macro, Code.LOAD_ERR_VALIDATE, e);
    }
  }

  private static final Uses NOTHING = new Uses(List.of(), List.of());

  /** Takes away what refers to nothing that is left, again and again; what stays is a loop. */
  private void checkLoops() {
    Map<String, Integer> open = new HashMap<>();
    Map<String, Deque<String>> usedBy = new HashMap<>();
    Deque<String> done = new ArrayDeque<>();
    for (String name : definitions.keySet()) {
      int references = 0;
      for (MacroReference reference : uses.getOrDefault(name, NOTHING).macros()) {
        if (definitions.containsKey(reference.name())) {
          references++;
          usedBy.computeIfAbsent(reference.name(), key -> new ArrayDeque<>()).add(name);
        }
      }
      open.put(name, references);
      if (references == 0) {
        done.add(name);
      }
    }
    while (!done.isEmpty()) {
      String name = done.remove();
      open.remove(name);
      for (String user : usedBy.getOrDefault(name, new ArrayDeque<>())) {
        if (open.merge(user, -1, Integer::sum) == 0) {
          done.add(user);
        }
      }
    }
    for (MacroDefinition macro : definitions.values()) {
      if (open.containsKey(macro.name()) && !bad.contains(macro.name())) {
        tell(
            macro,
            Code.LOAD_ERR_VALIDATE,
            new ConditionException(0, "reference loop in macro '" + macro.name() + "'", null));
      }
    }
  }

  private void tell(MacroDefinition macro, Code code, ConditionException e) {
    bad.add(macro.name());
    problems.add(
        Severity.ERROR,
        code,
        macro.condition().place(e.position()),
        macro.subject(),
        List.of("macro condition", "condition expression"),
        String.valueOf(e.getMessage()),
        e.suggestion());
  }
}
