package io.gyr.api.prometheus.store;

import com.datastax.oss.driver.api.core.CqlSession;
import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.sinks.cassandra.chunk.SeriesReader;
import io.gyr.timeseries.index.LabelIndex;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The index of one period, read when it is first asked for. Thread-safe. */
final class IndexedPeriod {
  /**
   * Which one.
   *
   * @param startMs its start, since 1970
   */
  record Key(SeriesPeriod period, long startMs) {}

  private final Key key;
  private final CqlSession session;
  private @Nullable SeriesReader reader;
  private long refreshedMs;
  private volatile long usedMs;
  private volatile int size;

  IndexedPeriod(CqlSession session, Key key, long nowMs) {
    this.session = session;
    this.key = key;
    this.usedMs = nowMs;
  }

  /** When it was last asked for. */
  long usedMs() {
    return usedMs;
  }

  /** Number of series. */
  int size() {
    return size;
  }

  /** The period, up to date or a few seconds behind. */
  synchronized SeriesReader use(long nowMs) {
    usedMs = nowMs;
    SeriesReader current = reader;
    if (current == null) {
      current = new SeriesReader(session, key.period, key.startMs);
      refresh(current, nowMs);
      reader = current;
    }
    return current;
  }

  LabelIndex index(long nowMs) {
    return use(nowMs).index();
  }

  /** Takes in new series, of a period that is over less often: only late samples bring some. */
  synchronized void refresh(long nowMs, long pauseMs) {
    SeriesReader current = reader;
    long overMs = nowMs - key.startMs - key.period.length().toMillis();
    if (current != null && (overMs < 0 || nowMs - refreshedMs >= pauseMs)) {
      refresh(current, nowMs);
    }
  }

  private void refresh(SeriesReader current, long nowMs) {
    try {
      current.refresh();
      refreshedMs = nowMs;
      size = current.index().size();
    } catch (IOException e) {
      throw StoreException.unavailable(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreException.unavailable("interrupted");
    }
  }
}
