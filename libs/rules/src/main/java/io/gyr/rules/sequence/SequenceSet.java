package io.gyr.rules.sequence;

import io.gyr.rules.program.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sequences of a rule set. Immutable and safe for any thread. The conditions of their steps are
 * in the program of their source, behind those of the rules, so that an event is judged once for
 * both and what they share is asked once.
 */
public final class SequenceSet {

  private final List<Sequence> sequences;
  private final Map<Long, Sequence> byFingerprint = new HashMap<>();

  /** The sequences given, in that order. */
  public SequenceSet(List<Sequence> sequences) {
    this.sequences = List.copyOf(sequences);
    sequences.forEach(sequence -> byFingerprint.put(sequence.fingerprint(), sequence));
  }

  /** All of them. */
  public List<Sequence> sequences() {
    return sequences;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return sequences.isEmpty();
  }

  /** The sequence of that definition, or null. */
  public @Nullable Sequence of(long fingerprint) {
    return byFingerprint.get(fingerprint);
  }

  /** The sequences of one source. */
  public SequenceSet of(String source) {
    return new SequenceSet(
        sequences.stream().filter(one -> one.header().source().equals(source)).toList());
  }

  /** The conditions to be put into the program, in the order that {@link Candidates} expects. */
  public List<Node> conditions() {
    List<Node> nodes = new ArrayList<>();
    for (Sequence sequence : sequences) {
      sequence.questions().forEach(question -> nodes.add(question.node()));
    }
    return nodes;
  }
}
