package io.gyr.rules.program;

import io.gyr.rules.condition.Condition.MacroReference;
import io.gyr.rules.condition.ConditionException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the names in a condition stand for. */
public interface Names {

  /**
   * The compiled condition of a macro.
   *
   * @throws ConditionException when there is none that may be used here
   */
  Node macro(MacroReference reference) throws ConditionException;

  /** The elements of a list, or null when there is no list of that name. */
  @Nullable List<String> list(String name);
}
