package io.gyr.promql.source;

import org.jspecify.annotations.Nullable;

/** Series one after the other; the source may make each only when it is asked for. */
public interface SeriesIterator extends AutoCloseable {
  /** The next series, or null at the end. */
  @Nullable RawSeries next();

  /** Called once, when the query has ended, whether all series were asked for or not. */
  @Override
  default void close() {}
}
