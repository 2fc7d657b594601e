package io.gyr.rules.load;

import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.LoadProblem.Severity;
import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.ConditionParser;
import io.gyr.rules.field.EventSource;
import io.gyr.rules.load.MacroTable.BrokenMacroException;
import io.gyr.rules.program.ConditionCompiler;
import io.gyr.rules.sequence.Sequence;
import io.gyr.rules.sequence.SequenceCompiler;
import io.gyr.rules.sequence.SequenceException;
import io.gyr.rules.sequence.SequenceText.StepText;
import io.gyr.rules.yaml.PlacedText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles sequences of rule files, and says what is wrong with them as with rules. */
final class SequenceItems {

  private SequenceItems() {}

  /** The compiled sequence, or null when it cannot be; why goes to the problems. */
  static @Nullable Sequence compile(
      SequenceDefinition definition,
      EventSource source,
      ConditionCompiler compiler,
      MacroTable macros,
      Problems problems) {
    try {
      return SequenceCompiler.compile(definition.text(), source, compiler, macros.namesForRules());
    } catch (BrokenMacroException e) {
      if (!e.knownBefore) {
        Code code = Code.LOAD_ERR_COMPILE_CONDITION;
        report(problems, code, e.macro.condition(), e.macro.subject(), e.problem);
      }
    } catch (SequenceException e) {
      Code code = e.isInOutput() ? Code.LOAD_ERR_COMPILE_OUTPUT : Code.LOAD_ERR_COMPILE_CONDITION;
      report(problems, code, e.text(), definition.subject(), e.problem());
    }
    return null;
  }

  /** What the steps are made of; those that cannot be parsed are told of by {@link #compile}. */
  static List<Uses> uses(SequenceDefinition definition) {
    List<Uses> uses = new ArrayList<>();
    for (StepText step : definition.text().steps()) {
      try {
        uses.add(Uses.of(ConditionParser.parse(step.condition().text())));
      } catch (ConditionException e) {
        continue;
      }
    }
    return uses;
  }

  private static void report(
      Problems problems, Code code, PlacedText text, Subject subject, ConditionException problem) {
    problems.add(
        Severity.ERROR,
        code,
        text.place(problem.position()),
        subject,
        List.of(),
        String.valueOf(problem.getMessage()),
        problem.suggestion());
  }
}
