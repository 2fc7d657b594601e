package io.gyr.rules.program;

import io.gyr.rules.Event;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.Getter;
import io.gyr.rules.field.NumberGetter;
import io.gyr.rules.field.NumberListGetter;
import io.gyr.rules.field.TextGetter;
import io.gyr.rules.field.TextListGetter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event under evaluation: remembers the values read and the answers found, so that neither is
 * worked out twice. For one thread.
 *
 * <p>Nothing is cleared between events. Every entry carries the number of the event that it belongs
 * to, and an entry with another number counts as empty; only when the numbers run out, once in a
 * billion events, all is cleared.
 */
public final class Evaluation {

  static final long ABSENT = Event.ABSENT;

  private static final int LAST_GENERATION = Integer.MAX_VALUE >> 1;

  private final Getter[] getters;
  private final @Nullable String[] texts;
  private final long[] numbers;
  private final int[] readIn;
  private final int[] answers;
  private final long[] marked;
  private boolean anyMarked;
  private @Nullable Event event;
  private int generation;

  /**
   * Room for an event.
   *
   * @param memoPlaces how many answers can be remembered
   * @param conditions how many conditions can be marked
   */
  Evaluation(List<BoundField> fields, int memoPlaces, int conditions) {
    getters = fields.stream().map(BoundField::getter).toArray(Getter[]::new);
    texts = new String[getters.length];
    numbers = new long[getters.length];
    readIn = new int[getters.length];
    answers = new int[memoPlaces];
    marked = new long[(conditions + 63) / 64];
  }

  /** Turns to an event and forgets the one before. */
  void begin(Event next) {
    event = next;
    if (generation == LAST_GENERATION) {
      generation = 0;
      Arrays.fill(readIn, 0);
      Arrays.fill(answers, 0);
    }
    generation++;
  }

  /** Lets go of the event, so that it can be used for the next record. */
  void end() {
    event = null;
    if (anyMarked) {
      anyMarked = false;
      Arrays.fill(marked, 0);
    }
  }

  Event event() {
    if (event == null) {
      throw new IllegalStateException("no event under evaluation");
    }
    return event;
  }

  /** Marks conditions that may be true. */
  void mark(int[] positions) {
    anyMarked = true;
    for (int position : positions) {
      marked[position >> 6] |= 1L << position;
    }
  }

  /** Whether any condition is marked. */
  boolean anyMarked() {
    return anyMarked;
  }

  /** The marked conditions of a block of 64, from the lowest bit. */
  long marked(int block) {
    return marked[block];
  }

  /** 1 or 0 for an answer found before, -1 for none. */
  int remembered(int place) {
    int entry = answers[place];
    return entry >> 1 == generation ? entry & 1 : -1;
  }

  void remember(int place, boolean answer) {
    answers[place] = generation << 1 | (answer ? 1 : 0);
  }

  @Nullable String text(int slot) {
    if (readIn[slot] != generation) {
      readIn[slot] = generation;
      texts[slot] = ((TextGetter) getters[slot]).get(event());
    }
    return texts[slot];
  }

  long number(int slot) {
    if (readIn[slot] != generation) {
      readIn[slot] = generation;
      numbers[slot] = ((NumberGetter) getters[slot]).get(event());
    }
    return numbers[slot];
  }

  int count(int slot) {
    return getters[slot] instanceof TextListGetter list
        ? list.count(event())
        : ((NumberListGetter) getters[slot]).count(event());
  }

  @Nullable String textAt(int slot, int index) {
    return ((TextListGetter) getters[slot]).get(event(), index);
  }

  long numberAt(int slot, int index) {
    return ((NumberListGetter) getters[slot]).get(event(), index);
  }
}
