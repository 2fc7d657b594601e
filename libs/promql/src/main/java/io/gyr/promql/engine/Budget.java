package io.gyr.promql.engine;

import io.gyr.promql.engine.QueryException.Kind;

/** Counts what a query uses and ends it when that is too much. One thread. */
final class Budget {
  private final QueryLimits limits;
  private final QueryMemory memory;
  private final long startNanos = System.nanoTime();
  private final long timeoutNanos;
  private long preparationNanos;
  private long series;
  private long samples;
  private long bytes;

  Budget(QueryLimits limits, QueryMemory memory) {
    this.limits = limits;
    this.memory = memory;
    this.timeoutNanos = limits.timeout().toNanos();
  }

  /** A series has been read from the source. */
  void read(int sampleCount) {
    series++;
    samples += sampleCount;
    if (series > limits.series()) {
      throw new QueryException(
          Kind.LIMIT, "query selects more than " + limits.series() + " series");
    }
    if (samples > limits.samples()) {
      throw new QueryException(
          Kind.LIMIT,
          "query processing would load too many samples into memory in query execution: more than "
              + limits.samples());
    }
    check();
  }

  /** Values are kept until the end of the query. */
  void hold(long more) {
    if (bytes + more > limits.memoryBytes()) {
      throw new QueryException(
          Kind.LIMIT, "query needs more than " + limits.memoryBytes() + " bytes of memory");
    }
    if (!memory.take(more)) {
      throw new QueryException(
          Kind.LIMIT,
          "query needs more memory than others leave of the "
              + memory.bytes()
              + " bytes for all; try again");
    }
    bytes += more;
    check();
  }

  /** The query has ended, and holds nothing any more. */
  void end() {
    memory.giveBack(bytes);
  }

  /** Ends the query if its time is over or its thread interrupted. */
  void check() {
    if (System.nanoTime() - startNanos > timeoutNanos) {
      throw new QueryException(
          Kind.TIMEOUT, "query timed out in expression evaluation after " + limits.timeout());
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new QueryException(Kind.CANCELED, "query was canceled in expression evaluation");
    }
  }

  /** The evaluation begins. */
  void prepared() {
    preparationNanos = System.nanoTime() - startNanos;
  }

  QueryStatistics statistics() {
    return new QueryStatistics(
        series, samples, bytes, preparationNanos, System.nanoTime() - startNanos);
  }
}
