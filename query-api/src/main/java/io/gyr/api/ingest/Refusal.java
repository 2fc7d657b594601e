package io.gyr.api.ingest;

/** Why something that was sent is not taken; sending it again does not help. */
public enum Refusal {
  /** Earlier than what the store still corrects. */
  TOO_OLD("more than 6 h old"),
  /** Of backfill: earlier than anything that is kept. */
  NOT_KEPT("older than the coarsest aggregates are kept"),
  /** Later than any clock of a sender may be ahead. */
  TOO_NEW("more than 10 min in the future"),
  /** No name, or labels that no series can have. */
  LABELS("with labels that no series can have"),
  /** Native or exponential histograms that contradict themselves or are too large. */
  HISTOGRAM("histograms that are not valid"),
  /** Native histograms among those of backfill, which makes aggregates of numbers only. */
  PAST_HISTOGRAM("native histograms, which cannot be imported into the past"),
  /** Values that are differences to those before. */
  DELTA("of delta temporality: set the exporter to cumulative"),
  /** A data point without what its kind needs. */
  INCOMPLETE("incomplete");

  private final String text;

  Refusal(String text) {
    this.text = text;
  }

  /** What is true of the samples, to follow their number. */
  String text() {
    return text;
  }

  /** Value of the label {@code reason}. */
  String reason() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
