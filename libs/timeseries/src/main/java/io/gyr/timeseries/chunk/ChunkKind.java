package io.gyr.timeseries.chunk;

/** What a chunk holds; the low half of its first byte. */
public enum ChunkKind {
  /** Times and values. */
  SAMPLES,
  /** Times and native histograms. */
  HISTOGRAMS,
  /** Windows and what became of the samples in them. */
  AGGREGATES,
  /** The same of native histograms, and of samples that the series had besides. */
  HISTOGRAM_AGGREGATES,
  /** Windows, what became of the samples in them, and how their values are spread. */
  SKETCHED_AGGREGATES,
  /** Several of the three before, one behind the other: {@link PartedChunk}. */
  PARTED_AGGREGATES
}
