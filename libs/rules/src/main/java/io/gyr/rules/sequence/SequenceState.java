package io.gyr.rules.sequence;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What has been seen towards matches, for any number of sequences and keys. For one thread.
 *
 * <p>It holds no definitions: they are looked up by fingerprint with each call, so that it can be
 * written to a checkpoint ({@link SequenceStateCodec}) and outlive a version of the rules. What it
 * holds of a definition that is no longer there is thrown away by {@link #advance}.
 *
 * <p>Bounds ({@link SequenceLimits}): each key has one, beyond which the partial match that began
 * first goes; all together have one, beyond which the key that was quiet for longest goes. Both are
 * told to the sink. What began more than {@code within} ago goes by itself.
 */
public final class SequenceState {

  /** Which sequence, which key. */
  record Place(long sequence, String key) {}

  private final SequenceLimits limits;
  private final LinkedHashMap<Place, KeyState> keys = new LinkedHashMap<>(16, 0.75f, true);
  private int size;

  /** Nothing seen yet. */
  public SequenceState(SequenceLimits limits) {
    this.limits = limits;
  }

  /** Takes an event that fits some step of {@code sequence}; order of calls is order of events. */
  public void accept(Sequence sequence, Candidate candidate, SequenceSink sink) {
    Place place = new Place(candidate.sequence(), candidate.key());
    KeyState state = keys.get(place);
    if (state == null) {
      if (!KeyState.begins(sequence, candidate)) {
        return;
      }
      state = KeyState.of(sequence, candidate.key());
      keys.put(place, state);
    }
    int before = state.size();
    state.accept(sequence, candidate, limits, sink);
    int after = state.size();
    size += after - before;
    if (after == 0) {
      keys.remove(place);
    }
  }

  /**
   * Gives up the keys that were quiet for longest while the bound in all is exceeded. To be called
   * after {@link #accept}; apart, since it needs the definitions of other sequences.
   */
  public void shrink(LongFunction<@Nullable Sequence> definitions, SequenceSink sink) {
    Iterator<KeyState> quietest = keys.values().iterator();
    while (size > limits.total() && quietest.hasNext()) {
      KeyState state = quietest.next();
      quietest.remove();
      size -= state.size();
      Sequence sequence = definitions.apply(state.fingerprint);
      if (sequence != null) {
        sink.evicted(sequence, state.size(), true);
      }
    }
  }

  /**
   * Goes on in event time: reports the matches whose deadline lies before {@code timeNs}, and
   * forgets what has become impossible, or belongs to sequences that are no longer there.
   *
   * @return when to call it next, nanoseconds of event time; the greatest number for never
   */
  public long advance(
      long timeNs, LongFunction<@Nullable Sequence> definitions, SequenceSink sink) {
    long due = Long.MAX_VALUE;
    size = 0;
    Iterator<KeyState> states = keys.values().iterator();
    while (states.hasNext()) {
      KeyState state = states.next();
      Sequence sequence = definitions.apply(state.fingerprint);
      if (sequence != null) {
        state.advance(sequence, timeNs, sink);
      }
      if (sequence == null || state.size() == 0) {
        states.remove();
      } else {
        size += state.size();
        due = Math.min(due, state.dueNs(sequence));
      }
    }
    return due;
  }

  /** When {@link #advance} is next needed for one key; the greatest number for never. */
  public long dueNs(Sequence sequence, Candidate candidate) {
    KeyState state = keys.get(new Place(candidate.sequence(), candidate.key()));
    return state == null ? Long.MAX_VALUE : state.dueNs(sequence);
  }

  /** Partial matches, and events collected towards counts. */
  public int size() {
    return size;
  }

  /** Whether nothing is kept. */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  SequenceLimits limits() {
    return limits;
  }

  Map<Place, KeyState> keys() {
    return keys;
  }

  /** For reading a checkpoint; the one quiet for longest comes first. */
  void restore(KeyState state) {
    keys.put(new Place(state.fingerprint, state.key), state);
    size += state.size();
  }
}
