package io.gyr.rules.sequence;

import io.gyr.rules.Event;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.ValueText;
import io.gyr.rules.sequence.Sequence.Question;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the answers of one event for all sequences of its source and makes candidates of them.
 * For one thread. Allocates nothing for an event that no step wants.
 */
public final class Candidates {

  private final List<Sequence> sequences;
  private final int[] sequenceOf;
  private final boolean[] isPart;
  private final int[] bit;
  private final long[] steps;
  private final long[] parts;
  private final int[] touched;
  private int count;

  /** Room for the answers to {@link SequenceSet#conditions}. */
  public Candidates(SequenceSet set) {
    sequences = set.sequences();
    int size = set.conditions().size();
    sequenceOf = new int[size];
    isPart = new boolean[size];
    bit = new int[size];
    steps = new long[sequences.size()];
    parts = new long[sequences.size()];
    touched = new int[sequences.size()];
    int at = 0;
    for (int number = 0; number < sequences.size(); number++) {
      for (Question question : sequences.get(number).questions()) {
        sequenceOf[at] = number;
        isPart[at] = question.part();
        bit[at] = question.number();
        at++;
      }
    }
  }

  /** Notes that a condition, by its place in {@link SequenceSet#conditions}, is true. */
  public void answered(int condition) {
    int sequence = sequenceOf[condition];
    if ((steps[sequence] | parts[sequence]) == 0) {
      touched[count++] = sequence;
    }
    if (isPart[condition]) {
      parts[sequence] |= 1L << bit[condition];
    } else {
      steps[sequence] |= 1L << bit[condition];
    }
  }

  /**
   * Hands over what the event is to each sequence, and forgets it.
   *
   * @param timeNs when the event happened
   */
  public void flush(Event event, long timeNs, CandidateSink sink) {
    try {
      for (int i = 0; i < count; i++) {
        int number = touched[i];
        Sequence sequence = sequences.get(number);
        String key = sequence.keyOf(event);
        if (key != null) {
          sink.accept(candidate(sequence, number, key, event, timeNs, sink));
        }
      }
    } finally {
      forget();
    }
  }

  /** Forgets the event, after trouble with it. */
  public void forget() {
    for (int i = 0; i < count; i++) {
      steps[touched[i]] = 0;
      parts[touched[i]] = 0;
    }
    count = 0;
  }

  private Candidate candidate(
      Sequence sequence, int number, String key, Event event, long timeNs, CandidateSink sink) {
    long fitting = steps[number];
    long needed = 0;
    for (int i = 0; i < sequence.steps().size(); i++) {
      if ((fitting >>> i & 1) != 0) {
        needed |= sequence.steps().get(i).captures();
      }
    }
    List<BoundField> captures = sequence.captures();
    @Nullable Object[] values = new Object[captures.size()];
    for (int i = 0; i < values.length; i++) {
      if ((needed >>> i & 1) != 0) {
        values[i] = ValueText.value(captures.get(i), event);
      }
    }
    return new Candidate(
        sequence.fingerprint(),
        key,
        timeNs,
        fitting,
        parts[number],
        values,
        sink.origin(),
        sequence.mayEndWith(fitting) ? sink.context() : null);
  }
}
