package io.gyr.cli;

import io.gyr.rules.Evaluator;
import io.gyr.rules.MatchSink;
import java.io.IOException;
import java.util.List;

/** Where the events of {@code gyr rules run} come from: a capture or a file of JSON events. */
interface EventInput {

  /**
   * What came of it.
   *
   * @param events how many events there were, those that no rule wants included
   * @param problems what could not be read and where, one sentence each; empty when all was well
   */
  record Reading(long events, List<String> problems) {}

  /** The kind of events, as a rule's {@code source} has it. */
  String source();

  /** Fields that alerts carry beside those of their rule's output, as rules write them. */
  List<String> extraFields();

  /** Name of the host that the events are from. Valid once {@link #run} has been called. */
  String hostname();

  /**
   * Holds every event, in order, against the rules. What can be read is judged, whatever follows
   * it; nothing is thrown for what is in the input.
   *
   * @throws IOException when the input cannot be opened or read at all
   */
  Reading run(Evaluator evaluator, MatchSink sink) throws IOException;
}
