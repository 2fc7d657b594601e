package io.gyr.rules.sequence;

import io.gyr.rules.Event;
import io.gyr.rules.Location;
import io.gyr.rules.Priority;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.ValueText;
import io.gyr.rules.program.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A loaded sequence: what several events mean together. Immutable and safe for any thread.
 *
 * <p><b>What a sequence is found in.</b> Each event has a key, the values of the fields in {@code
 * by}; events of different keys never meet, and one without a value for a key field takes no part.
 * Within a key, events count in the order in which they arrive.
 *
 * <p><i>Ordered.</i> Events e1 ... en fill the steps in order when each fits the condition of its
 * step, the references in it taken from the events that filled the earlier steps; a step with a
 * count takes that many events, with different values of its {@code distinct} field, and stands for
 * the last of them in references. An event fills one step at most. No two of the events are further
 * apart in event time than {@code within}. Between two steps with an absent step ({@code not}) in
 * between, no event comes that fits it, the events that fill the steps not counted. Other events
 * may come in between as they like.
 *
 * <p><i>Unordered.</i> The same without an order: for each step there are as many events as it asks
 * for, in any order, and an event counts for every step that it fits. Nothing can refer to other
 * steps.
 *
 * <p><i>Absence at the end.</i> When the last step of an ordered sequence is absent, or any of an
 * unordered one, the match stands only at the deadline, {@code within} after its first event, if
 * nothing that fits an absent step has come by then.
 *
 * <p><b>What is reported.</b> Of all the ways to choose events of which the newest is the last, one
 * is reported, that with the latest beginning; and if the last step, and what must not follow it,
 * refer to earlier steps, one for each set of values they ask for. What has been reported starts
 * anew: a further match with the same values has to begin after it.
 *
 * <p><b>State</b> is bounded, see {@link SequenceState}.
 */
public final class Sequence {

  /**
   * What people know of a sequence.
   *
   * @param name unique among sequences
   * @param description what it looks for; may be empty
   * @param priority how grave a match is
   * @param source kind of events that it is for
   * @param tags in the order of the file
   * @param output its template
   * @param location where it was defined
   */
  public record Header(
      String name,
      String description,
      Priority priority,
      String source,
      List<String> tags,
      String output,
      Location location) {}

  /**
   * What makes a condition of the program an answer for the sequence.
   *
   * @param node the condition
   * @param part whether it is a part of a condition, rather than a step
   * @param number of the step or part
   */
  record Question(Node node, boolean part, int number) {}

  private final Header header;
  private final List<BoundField> by;
  private final long withinNs;
  private final boolean unordered;
  private final List<Step> steps;
  private final Step[] filled;
  private final List<BoundField> captures;
  private final List<Question> questions;
  private final SequenceOutput output;
  private final long fingerprint;
  private final int[][] asked;
  private final int[] identity;

  Sequence(
      Header header,
      List<BoundField> by,
      long withinNs,
      boolean unordered,
      List<Step> steps,
      List<BoundField> captures,
      List<Question> questions,
      SequenceOutput output,
      int[][] asked,
      int[] identity,
      long fingerprint) {
    this.header = header;
    this.by = List.copyOf(by);
    this.withinNs = withinNs;
    this.unordered = unordered;
    this.steps = List.copyOf(steps);
    this.filled = steps.stream().filter(step -> !step.absent()).toArray(Step[]::new);
    this.captures = List.copyOf(captures);
    this.questions = List.copyOf(questions);
    this.output = output;
    this.asked = asked;
    this.identity = identity;
    this.fingerprint = fingerprint;
  }

  /** What people know of it. */
  public Header header() {
    return header;
  }

  /** Its name. */
  public String name() {
    return header.name();
  }

  /** Names of its steps, in order. */
  public List<String> stepNames() {
    return steps.stream().map(Step::name).toList();
  }

  /** The key fields as they are written. */
  public List<String> by() {
    return by.stream().map(BoundField::text).toList();
  }

  /** How far apart its events can be, nanoseconds. */
  public long withinNs() {
    return withinNs;
  }

  /** The fields whose values candidates carry. */
  public List<BoundField> captures() {
    return captures;
  }

  /** How many parts of conditions candidates answer. */
  public int parts() {
    return (int) questions.stream().filter(Question::part).count();
  }

  /**
   * Tells this definition from every other one, the same in each process: state and candidates of
   * another one do not fit.
   */
  public long fingerprint() {
    return fingerprint;
  }

  /**
   * The values of the key fields, each preceded by its length; null when one is absent, so that the
   * event takes no part.
   */
  public @Nullable String keyOf(Event event) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < by.size(); i++) {
      Object value = ValueText.value(by.get(i), event);
      if (value == null) {
        return null;
      }
      String text = value.toString();
      key.append(text.length()).append(':').append(text);
    }
    return key.toString();
  }

  /** The values that {@link #keyOf} has put together. */
  public List<String> keyValues(String key) {
    List<String> values = new ArrayList<>();
    int at = 0;
    while (at < key.length()) {
      int colon = key.indexOf(':', at);
      int end = colon + 1 + Integer.parseInt(key.substring(at, colon));
      values.add(key.substring(colon + 1, end));
      at = end;
    }
    return values;
  }

  /** Whether an event that fits some of {@code steps} could be the last of a match. */
  public boolean mayEndWith(long fitting) {
    if (unordered) {
      return true;
    }
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (!step.absent() && step.place() == filled.length - 1) {
        return (fitting >>> i & 1) != 0;
      }
    }
    return false;
  }

  /** Whether its matches stand only at a deadline. */
  public boolean endsInAbsence() {
    return unordered ? hasAbsence() : steps.get(steps.size() - 1).absent();
  }

  private boolean hasAbsence() {
    return steps.size() > filled.length;
  }

  boolean isUnordered() {
    return unordered;
  }

  List<Step> steps() {
    return steps;
  }

  /** The steps that events fill. */
  int places() {
    return filled.length;
  }

  /** The step that is filled as the {@code place}th. */
  Step filledStep(int place) {
    return filled[place];
  }

  List<Question> questions() {
    return questions;
  }

  SequenceOutput output() {
    return output;
  }

  /** The values of the steps filled so far that steps to come ask for. */
  List<@Nullable Object> binding(Held[][] events) {
    return values(events, asked[events.length]);
  }

  /** The values, of events that fill all steps, for which one match is reported. */
  List<@Nullable Object> identity(Held[][] events) {
    return values(events, identity);
  }

  private static List<@Nullable Object> values(Held[][] events, int[] pairs) {
    if (pairs.length == 0) {
      return List.of();
    }
    @Nullable Object[] values = new Object[pairs.length / 2];
    for (int i = 0; i < values.length; i++) {
      Held[] step = events[pairs[2 * i]];
      values[i] = step[step.length - 1].values()[pairs[2 * i + 1]];
    }
    return Arrays.asList(values);
  }

  @Override
  public String toString() {
    return "sequence \"" + name() + "\"";
  }
}
