package io.gyr.rules.sequence;

import io.gyr.rules.condition.Condition;
import io.gyr.rules.condition.Condition.And;
import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.ConditionParser;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.EventSource;
import io.gyr.rules.field.FieldTable;
import io.gyr.rules.program.ConditionCompiler;
import io.gyr.rules.program.FieldBinder;
import io.gyr.rules.program.Names;
import io.gyr.rules.sequence.ConditionSplitter.Halves;
import io.gyr.rules.sequence.References.Asked;
import io.gyr.rules.sequence.Sequence.Question;
import io.gyr.rules.sequence.SequenceText.StepText;
import io.gyr.rules.yaml.PlacedText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Compiles one sequence: the conditions of its steps into the graph that the rules of its source
 * share, and the rest into what {@link SequenceState} follows. Used once, by one thread.
 */
public final class SequenceCompiler {

  /** As many as a candidate has bits. */
  public static final int MAX_STEPS = 32;

  private final SequenceText text;
  private final FieldTable fields;
  private final ConditionCompiler compiler;
  private final Names names;
  private final Captures captures = new Captures();
  private final References references;
  private final List<Condition> parts = new ArrayList<>();
  private final List<Question> questions = new ArrayList<>();
  private final int places;

  private SequenceCompiler(
      SequenceText text, EventSource source, ConditionCompiler compiler, Names names) {
    this.text = text;
    this.fields = source.fields();
    this.compiler = compiler;
    this.names = names;
    places = (int) text.steps().stream().filter(step -> !step.absent()).count();
    references = new References(fields, captures, places);
  }

  /**
   * Compiles a sequence.
   *
   * @param compiler of its source, which makes the nodes of its conditions
   * @throws SequenceException naming the first text that cannot be compiled
   */
  public static Sequence compile(
      SequenceText text, EventSource source, ConditionCompiler compiler, Names names)
      throws SequenceException {
    return new SequenceCompiler(text, source, compiler, names).compile();
  }

  private Sequence compile() throws SequenceException {
    List<BoundField> by = new ArrayList<>();
    for (PlacedText field : text.by()) {
      by.add(field(field));
    }
    for (StepText step : text.steps()) {
      checkName(step.name());
    }
    List<Step> bare = new ArrayList<>();
    int place = 0;
    for (StepText step : text.steps()) {
      bare.add(step(step, place));
      if (!step.absent()) {
        if (!text.unordered()) {
          references.name(step.name().text(), place);
        }
        place++;
      }
    }
    SequenceOutput output = output();
    return new Sequence(
        new Sequence.Header(
            text.name(),
            text.description(),
            text.priority(),
            text.source(),
            text.tags(),
            text.output().text().strip(),
            text.location()),
        by,
        text.withinNs(),
        text.unordered(),
        bare.stream().map(this::withAllCaptures).toList(),
        captures.fields(),
        questions,
        output,
        asked(),
        identity(),
        fingerprint());
  }

  /** In an output a step's name stands where a field's first word does. */
  private void checkName(PlacedText name) throws SequenceException {
    String prefix = name.text() + ".";
    if (fields.fields().stream().anyMatch(field -> field.name().startsWith(prefix))) {
      throw new SequenceException(
          name,
          new ConditionException(
              0, "a step cannot be called '" + name.text() + "': fields begin so", null),
          false);
    }
  }

  private Step step(StepText step, int place) throws SequenceException {
    references.begin(place, step.absent());
    try {
      int firstPart = parts.size();
      Halves halves =
          new ConditionSplitter(references, parts)
              .split(ConditionParser.parse(step.condition().text()));
      int number = (int) questions.stream().filter(question -> !question.part()).count();
      questions.add(new Question(compiler.compile(halves.alone(), names), false, number));
      for (int part = firstPart; part < parts.size(); part++) {
        // Asked only where the step is: the graph answers the shared half once.
        Condition both = new And(List.of(halves.alone(), parts.get(part)), 0);
        questions.add(new Question(compiler.compile(both, names), true, part));
      }
      int distinct = -1;
      if (step.distinct() != null) {
        distinct = references.own(field(step.distinct()), 0);
      }
      return new Step(
          step.name().text(),
          step.condition().text().strip(),
          step.absent(),
          step.count(),
          distinct,
          place,
          halves.residual(),
          references.ownCaptures());
    } catch (ConditionException e) {
      throw new SequenceException(step.condition(), e, false);
    }
  }

  private Step withAllCaptures(Step step) {
    return new Step(
        step.name(),
        step.condition(),
        step.absent(),
        step.count(),
        step.distinct(),
        step.place(),
        step.residual(),
        step.captures() | (step.absent() ? 0 : references.needed(step.place())));
  }

  private BoundField field(PlacedText field) throws SequenceException {
    try {
      BoundField bound = FieldBinder.bind(fields, ConditionParser.parseField(field.text()));
      if (bound.isList()) {
        throw new ConditionException(
            0, "'" + bound.text() + "' has several values; a key or distinct value is one", null);
      }
      return bound;
    } catch (ConditionException e) {
      throw new SequenceException(field, e, false);
    }
  }

  private SequenceOutput output() throws SequenceException {
    Map<String, Integer> steps = new LinkedHashMap<>();
    int place = 0;
    for (StepText step : text.steps()) {
      steps.put(step.name().text(), step.absent() ? -1 : place++);
    }
    try {
      return SequenceOutput.parse(
          text.output().text().stripTrailing(), fields, steps, references, places);
    } catch (ConditionException e) {
      throw new SequenceException(text.output(), e, true);
    }
  }

  /** For each number of filled steps the values that those to come ask for. */
  private int[][] asked() {
    int[][] asked = new int[places + 1][];
    for (int filled = 0; filled <= places; filled++) {
      int stage = filled;
      asked[filled] = pairs(one -> one.step() < stage && one.byPlace() >= stage);
    }
    return asked;
  }

  /** The values that the last step asks for, or what must not follow it where a match ends so. */
  private int[] identity() {
    boolean endsInAbsence = text.steps().get(text.steps().size() - 1).absent();
    int last = endsInAbsence ? places : places - 1;
    return pairs(one -> one.byPlace() == last && one.byAbsent() == endsInAbsence);
  }

  /** Step and capture, one after the other, of what is asked for. */
  private int[] pairs(Predicate<Asked> wanted) {
    return references.asked().stream()
        .filter(wanted)
        .map(one -> List.of(one.step(), one.capture()))
        .distinct()
        .flatMap(List::stream)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Of all that decides what state and candidates look like and mean. */
  private long fingerprint() {
    StringBuilder all = new StringBuilder();
    all.append(text.name()).append('\n').append(text.source()).append('\n');
    text.by().forEach(field -> all.append(field.text()).append('\n'));
    all.append(text.withinNs()).append(text.unordered()).append('\n');
    for (StepText step : text.steps()) {
      all.append(step.name().text()).append(step.absent()).append(step.count());
      all.append(step.distinct() == null ? "" : step.distinct().text()).append('\n');
      all.append(step.condition().text()).append('\n');
    }
    captures.fields().forEach(field -> all.append(field.text()).append('\n'));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(all.toString().getBytes(StandardCharsets.UTF_8));
      long first = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        first = first << Byte.SIZE | (hash[i] & 0xff);
      }
      return first;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
