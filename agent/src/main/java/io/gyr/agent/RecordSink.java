package io.gyr.agent;

/**
 * Takes records from capture, metric sources and replay. A record is accepted when {@link #offer}
 * returned true: from then on it is shipped at least once or counted as dropped.
 */
public interface RecordSink {
  /**
   * Takes one record. Does not block and does not keep {@code body}.
   *
   * @param kind what it is
   * @param body holds the record's Avro binary: for {@link RecordKind#numbered} kinds without the
   *     first three fields, else whole
   * @param offset where the record begins in {@code body}
   * @param length how many bytes it has
   * @return false if the record was refused; the sink has counted it and the caller goes on
   */
  boolean offer(RecordKind kind, byte[] body, int offset, int length);
}
