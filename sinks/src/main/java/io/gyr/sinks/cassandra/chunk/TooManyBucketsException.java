package io.gyr.sinks.cassandra.chunk;

import java.io.IOException;

/** Native histograms that were asked for at once are more than may be in memory. */
public final class TooManyBucketsException extends IOException {
  private static final long serialVersionUID = 1L;

  TooManyBucketsException() {
    super("native histograms of more than " + SampleReader.MAX_BUCKETS + " buckets at once");
  }
}
