package io.gyr.rules.sequence;

/** Takes the sequences that an event could take part in. */
public interface CandidateSink {

  /** Which record the event at hand came from; asked for at most once for each candidate. */
  String origin();

  /** Bytes that are to come back with a match that the event at hand ends. */
  byte[] context();

  /** Called for each sequence with a step that the event could fill. */
  void accept(Candidate candidate);
}
