package io.gyr.jobs.rollup;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.gyr.schemas.SampleOrigin;
import io.gyr.schemas.wire.AvroCursor;
import io.gyr.schemas.wire.RecordDecoder;
import java.util.Arrays;

/**
 * What of an EnrichedMetric changes from sample to sample, and a hash of what does not, read from
 * its bytes: host_id, agent_epoch_ns, sequence, time_ms, then name, kind and labels, which with the
 * host are the series, then the value and whether a histogram follows. The resource attributes
 * behind it are not looked at. For records of today's schema; for one thread.
 */
final class SampleBytes {
  private static final Hasher128 HASHER = Hashing.xxh3_128();

  private final AvroCursor cursor = new AvroCursor();
  private byte[] identity = new byte[256];

  /** Of the last record. */
  SampleOrigin origin = SampleOrigin.AGENT;

  /** Of the last record. */
  long timeMs;

  /** Of the last record. */
  double value;

  /** Whether the last record has a histogram, which is not read here. */
  boolean hasHistogram;

  /**
   * Reads a record's value; the same series gives the same hash as long as its agent writes its
   * labels in the same order.
   *
   * @throws io.gyr.schemas.wire.MalformedRecordException if it ends before the sample does
   */
  HashValue128 read(byte[] record) {
    cursor.reset(record, RecordDecoder.HEADER_BYTES, record.length);
    int hostFrom = cursor.position();
    cursor.skipString();
    int hostTo = cursor.position();
    origin = SampleOrigin.of(cursor.readLong(), cursor.readLong());
    timeMs = cursor.readLong();
    int from = cursor.position();
    cursor.skipString();
    cursor.readLong();
    for (long count = cursor.readBlockCount(); count != 0; count = cursor.readBlockCount()) {
      for (long i = 0; i < count; i++) {
        cursor.skipString();
        cursor.skipString();
      }
    }
    int to = cursor.position();
    value = cursor.readDouble();
    hasHistogram = cursor.readLong() != 0;
    int length = hostTo - hostFrom + to - from;
    if (identity.length < length) {
      identity = Arrays.copyOf(identity, 2 * length);
    }
    System.arraycopy(record, hostFrom, identity, 0, hostTo - hostFrom);
    System.arraycopy(record, from, identity, hostTo - hostFrom, to - from);
    return HASHER.hashBytesTo128Bits(identity, 0, length);
  }
}
