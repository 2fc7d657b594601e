package io.gyr.api.otlp;

/** One side of an exponential histogram as it is sent. Filled by readers. */
final class ExponentialBuckets {
  /** What readers keep; senders keep to 160, before scales are brought down. */
  static final int MAX_COUNTS = 10_000;

  /** Index of the first bucket: it begins at base^offset. */
  long offset;

  /** Counts of consecutive buckets, unsigned; not cumulative. */
  final Numbers counts = new Numbers();

  /** Whether there were more than are kept. */
  boolean tooMany;

  void add(long count) {
    if (counts.size() == MAX_COUNTS) {
      tooMany = true;
    } else {
      counts.add(count);
    }
  }
}
