package io.gyr.api.otlp;

/** What a data point of an exponential histogram has beside count and sum. Filled by readers. */
final class ExponentialHistogram {
  /** 2^(2^-scale) is the base: the factor from bucket to bucket. */
  long scale;

  /** Observations that are at most {@link #zeroThreshold} from zero, unsigned. */
  long zeroCount;

  /** 0 if the sender does not tell. */
  double zeroThreshold;

  final ExponentialBuckets positive = new ExponentialBuckets();
  final ExponentialBuckets negative = new ExponentialBuckets();
}
