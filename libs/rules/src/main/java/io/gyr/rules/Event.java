package io.gyr.rules;

import org.jspecify.annotations.Nullable;

/**
 * What the rules see of one event: facts, each known by a number.
 *
 * <p>A fact is something only the supplier of the event can know; everything that follows from
 * facts (a file's directory, a parent's name) is computed by the fields of the source, in one
 * place. The numbers and their meaning are those of the event's source, for system calls {@link
 * io.gyr.rules.event.SyscallFacts}. An implementation answers {@code null} or {@link #ABSENT} for a
 * fact it does not have or does not know.
 *
 * <p>An implementation may be one mutable object that is pointed at one record after another:
 * nothing of an event is kept after {@link Evaluator#evaluate} returns. It is called by one thread
 * at a time.
 */
public interface Event {

  /** The number that stands for "not there", in place of a boxed null. */
  long ABSENT = Long.MIN_VALUE;

  /**
   * Number of the event's type, see {@link io.gyr.rules.event.EventTypes#idOf}.
   *
   * @return {@link io.gyr.rules.event.EventTypes#UNKNOWN} for a type without a number
   */
  int type();

  /** A textual fact, or null when absent. */
  @Nullable String text(int fact);

  /** A numeric fact, {@link #ABSENT} when absent; booleans are 0 and 1. */
  long number(int fact);

  /** How many elements a fact with several values has; 0 when absent. */
  int count(int fact);

  /**
   * Element {@code index} of a textual fact with several values; null when out of range or absent.
   */
  @Nullable String textAt(int fact, int index);

  /**
   * Element {@code index} of a numeric fact with several values; {@link #ABSENT} when out of range
   * or absent.
   */
  long numberAt(int fact, int index);

  /** The value under {@code key} of a fact that is a table of texts, or null when absent. */
  @Nullable String textOf(int fact, String key);
}
