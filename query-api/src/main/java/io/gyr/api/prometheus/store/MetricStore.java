package io.gyr.api.prometheus.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.github.benmanes.caffeine.cache.Ticker;
import io.gyr.sinks.cassandra.CassandraSession;
import io.gyr.sinks.cassandra.chunk.AggregateReader;
import io.gyr.sinks.cassandra.chunk.ChunkReader;
import io.gyr.sinks.cassandra.chunk.ChunkTables;
import io.gyr.sinks.cassandra.chunk.Retentions;
import io.gyr.sinks.cassandra.chunk.SampleReader;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metrics in Cassandra, which may come later than this and go. One thread of its own connects and
 * keeps the indexes of series up to date. Thread-safe.
 */
public final class MetricStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MetricStore.class);
  private static final Duration PING = Duration.ofSeconds(2);

  /** Of the memory there is; a chunk of samples has less than a byte for each. */
  private static final double CACHE_SHARE_OF_MEMORY = 0.125;

  private final String contact;
  private final String datacenter;
  private final Retentions retentions;
  private final int maxIndexedSeries;
  private final Clock clock;
  private final ScheduledExecutorService background;
  private final ExecutorService decoders;
  private volatile @Nullable Connected connected;
  private volatile String problem = "not connected yet";

  /** What there is once Cassandra is. */
  private record Connected(CqlSession session, SeriesCatalog catalog, BatchReader reader) {}

  /**
   * Begins to connect.
   *
   * @param contact host:port of one node of Cassandra
   * @param datacenter the local data centre
   * @param retentions how long the jobs keep metrics
   * @param maxIndexedSeries how many series the indexes may hold together, those of one period
   *     always fit
   * @param refresh how often the indexes take in new series
   */
  public MetricStore(
      String contact,
      String datacenter,
      Retentions retentions,
      int maxIndexedSeries,
      Duration refresh,
      Clock clock) {
    this.contact = contact;
    this.datacenter = datacenter;
    this.retentions = retentions;
    this.maxIndexedSeries = maxIndexedSeries;
    this.clock = clock;
    background = Executors.newSingleThreadScheduledExecutor(daemon("metric-store"));
    decoders =
        Executors.newFixedThreadPool(
            2 * Runtime.getRuntime().availableProcessors(), daemon("metric-decoder"));
    background.scheduleWithFixedDelay(
        this::connectOrRefresh, 0, refresh.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  private void connectOrRefresh() {
    try {
      Connected current = connected;
      if (current == null) {
        connect();
      } else {
        current.catalog.refresh();
      }
    } catch (RuntimeException e) {
      if (!String.valueOf(e.getMessage()).equals(problem)) {
        LOG.warn("Metrics cannot be read from Cassandra at {}: {}", contact, e.toString());
      }
      problem = String.valueOf(e.getMessage());
    }
  }

  private void connect() {
    CqlSession session = CassandraSession.open(contact, datacenter);
    try {
      ChunkTables.create(session);
      ChunkReader chunks =
          new ChunkReader(session, new ChunkCache(cacheBytes(), clock, Ticker.systemTicker()));
      connected =
          new Connected(
              session,
              new SeriesCatalog(session, maxIndexedSeries, clock),
              new BatchReader(
                  new SampleReader(chunks, clock), new AggregateReader(chunks), decoders));
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static long cacheBytes() {
    return (long) (Runtime.getRuntime().maxMemory() * CACHE_SHARE_OF_MEMORY);
  }

  private Connected connected() {
    Connected current = connected;
    if (current == null) {
      throw StoreException.unavailable("the metrics store is not connected: " + problem);
    }
    return current;
  }

  /**
   * The series that there are.
   *
   * @throws StoreException if Cassandra is not there
   */
  public SeriesCatalog catalog() {
    return connected().catalog;
  }

  /**
   * What one query reads from.
   *
   * @param maxSeries most series of one selector
   * @throws StoreException if Cassandra is not there
   */
  public MetricSource source(int maxSeries) {
    Connected current = connected();
    return new MetricSource(current.catalog, current.reader, retentions, maxSeries, clock.millis());
  }

  /** Null if Cassandra answers, else what is wrong. */
  public @Nullable String check() {
    Connected current = connected;
    if (current == null) {
      return "Cassandra cannot be reached: " + problem;
    }
    try {
      current.session.execute(
          SimpleStatement.newInstance("SELECT key FROM system.local").setTimeout(PING));
      return null;
    } catch (RuntimeException e) {
      return "Cassandra does not answer";
    }
  }

  @Override
  public void close() {
    background.shutdownNow();
    decoders.shutdownNow();
    Connected current = connected;
    if (current != null) {
      current.session.close();
    }
  }
}
