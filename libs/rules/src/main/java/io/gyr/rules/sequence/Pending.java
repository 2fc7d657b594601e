package io.gyr.rules.sequence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A match but for the absence that its sequence ends in. Once an event beyond the deadline has been
 * seen it is closed: what begins now is another match. For one thread.
 */
final class Pending {

  final Held[][] filled;
  final List<@Nullable Object> binding;
  final long deadlineNs;
  boolean closed;

  Pending(Held[][] filled, List<@Nullable Object> binding, long deadlineNs) {
    this.filled = filled;
    this.binding = binding;
    this.deadlineNs = deadlineNs;
  }
}
