package io.gyr.rules.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sequence that was found. Immutable.
 *
 * @param sequence which one
 * @param key values of its key fields, in the order of {@link Sequence#by}
 * @param startNs event time of the first event, nanoseconds UTC since 1970
 * @param timeNs event time of the last one, or the deadline where the match ends in an absence
 * @param message the output with the values put in, {@code <NA>} for absent ones
 * @param outputFields every field of the output by its text as written ({@code run.proc.pid}), with
 *     its value: String, Long, Boolean, a list of them, or null when absent
 * @param steps the events by step, in the order of the sequence; absent steps have none
 * @param identity what makes it this match and no other: the same for a replay, different for any
 *     other match
 * @param context that of the last event, see {@link Candidate}; null if it had none
 */
@SuppressWarnings("ArrayRecordComponent") // handed back, never compared
public record SequenceMatch(
    Sequence sequence,
    List<String> key,
    long startNs,
    long timeNs,
    String message,
    Map<String, @Nullable Object> outputFields,
    List<StepEvents> steps,
    List<String> identity,
    byte @Nullable [] context) {

  /**
   * The events that filled a step.
   *
   * @param step its name
   * @param origins of the records, oldest first
   * @param timeNs event time of the last
   */
  public record StepEvents(String step, List<String> origins, long timeNs) {}

  /** The match that the events given make, by the place of the step that they fill. */
  static SequenceMatch of(
      Sequence sequence, String key, Held[][] filled, List<@Nullable Object> binding, long endNs) {
    Held last = filled[0][0];
    long start = last.timeNs();
    List<StepEvents> steps = new ArrayList<>();
    for (int place = 0; place < filled.length; place++) {
      Held[] events = filled[place];
      for (Held event : events) {
        last = event.order() > last.order() ? event : last;
        start = Math.min(start, event.timeNs());
      }
      steps.add(
          new StepEvents(
              sequence.filledStep(place).name(),
              Arrays.stream(events).map(Held::origin).toList(),
              events[events.length - 1].timeNs()));
    }
    List<String> identity = new ArrayList<>(List.of(sequence.name(), key, last.origin()));
    binding.forEach(value -> identity.add(String.valueOf(value)));
    return new SequenceMatch(
        sequence,
        sequence.keyValues(key),
        start,
        sequence.endsInAbsence() ? endNs : last.timeNs(),
        sequence.output().format(filled, last),
        new LinkedHashMap<>(sequence.output().values(filled, last)),
        List.copyOf(steps),
        List.copyOf(identity),
        last.context());
  }
}
