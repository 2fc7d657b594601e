package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.field.NumberGetter;
import io.gyr.rules.field.NumberListGetter;
import io.gyr.rules.field.TextGetter;
import io.gyr.rules.field.TextListGetter;
import org.jspecify.annotations.Nullable;

/** Readers of facts that several families of fields share. */
final class Facts {

  private Facts() {}

  /** A number of which 0 means unknown. */
  static long orAbsent(Event event, int fact) {
    long number = event.number(fact);
    return number == 0 ? Event.ABSENT : number;
  }

  static TextGetter text(int fact) {
    return event -> event.text(fact);
  }

  static TextGetter textAt(int fact, int index) {
    return event -> event.textAt(fact, index);
  }

  static NumberGetter numberAt(int fact, int index) {
    return event -> event.numberAt(fact, index);
  }

  /** Every element of a textual fact. */
  record Texts(int fact) implements TextListGetter {
    @Override
    public int count(Event event) {
      return event.count(fact);
    }

    @Override
    public @Nullable String get(Event event, int index) {
      return event.textAt(fact, index);
    }
  }

  /** Every element of a numeric fact. */
  record Numbers(int fact) implements NumberListGetter {
    @Override
    public int count(Event event) {
      return event.count(fact);
    }

    @Override
    public long get(Event event, int index) {
      return event.numberAt(fact, index);
    }
  }
}
