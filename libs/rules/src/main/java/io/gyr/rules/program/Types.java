package io.gyr.rules.program;

import io.gyr.rules.event.EventTypes;
import io.gyr.rules.match.TextMatcher;
import java.util.BitSet;

/** Sets of event types. */
final class Types {

  /** Every type. Not to be changed. */
  static final BitSet ALL = all();

  /** No type. Not to be changed. */
  static final BitSet NONE = new BitSet();

  private Types() {}

  /** The types whose name a matcher accepts. */
  static BitSet named(TextMatcher matcher) {
    BitSet types = new BitSet(EventTypes.count());
    for (int id = 0; id < EventTypes.count(); id++) {
      types.set(id, matcher.matches(EventTypes.nameOf(id)));
    }
    return types;
  }

  static BitSet others(BitSet types) {
    BitSet others = all();
    others.andNot(types);
    return others;
  }

  private static BitSet all() {
    BitSet all = new BitSet(EventTypes.count());
    all.set(0, EventTypes.count());
    return all;
  }
}
