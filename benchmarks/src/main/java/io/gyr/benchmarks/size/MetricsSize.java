package io.gyr.benchmarks.size;

import com.datastax.oss.driver.api.core.CqlSession;
import io.gyr.benchmarks.Folder;
import io.gyr.benchmarks.Options;
import io.gyr.benchmarks.compare.PeerProcess;
import io.gyr.benchmarks.load.ScrapedData;
import io.gyr.benchmarks.load.ScrapedData.Scraped;
import io.gyr.benchmarks.load.StoredSeries;
import io.gyr.benchmarks.load.WriteRequests;
import io.gyr.benchmarks.running.OwnGyr;
import io.gyr.benchmarks.running.RunningGyr;
import io.gyr.sinks.cassandra.CassandraSession;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.standalone.SharedComponents;
import io.gyr.timeseries.chunk.ExposedSeries;
import io.gyr.timeseries.rollup.NumberWindows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.LongStream;
import javax.management.JMException;

/**
 * What samples take on disk, all files of Gyr's tables after a compaction: six hours of many
 * series, and thirty days of some with what Prometheus's blocks of the same samples take.
 */
public final class MetricsSize {
  private static final long STEP_MS = ExposedSeries.STEP_MS;
  private static final int HOURS_STEPS = (int) (Duration.ofHours(6).toMillis() / STEP_MS);
  private static final int MONTH_STEPS = (int) (Duration.ofDays(30).toMillis() / STEP_MS);
  private static final long MINUTE_MS = 60_000;
  private static final int STEPS_PER_BODY = 60;

  /** Prometheus keeps so much out of its blocks, and a little more while it is busy. */
  private static final int HEAD_STEPS = (int) (Duration.ofHours(4).toMillis() / STEP_MS);

  private MetricsSize() {}

  /** Measures and prints. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, JMException {
    Options options =
        Options.read(
            arguments,
            Map.of(
                "series", Integer.toString(ExposedSeries.SERIES),
                "month-series", "100",
                "jitter-ms", "0"));
    Path dir = Files.createTempDirectory("gyr-metrics-size");
    int jitterMs = options.number("jitter-ms");
    hours(dir.resolve("hours"), new ScrapedData(options.number("series"), HOURS_STEPS), jitterMs);
    month(dir, new ScrapedData(options.number("month-series"), MONTH_STEPS));
    Folder.delete(dir);
  }

  private static void hours(Path dir, ScrapedData data, int jitterMs)
      throws IOException, InterruptedException, JMException {
    // Whole spans, of which the last ended just now.
    long nowMs = Resolution.FULL.spanStartMs(System.currentTimeMillis());
    long startMs = nowMs - HOURS_STEPS * STEP_MS;
    SortedMap<String, Long> sizes =
        stored(
            dir,
            nowMs,
            stored -> {
              int target = 0;
              for (Scraped series : data.series()) {
                long[] times = ExposedSeries.times(target++ % 50, HOURS_STEPS, jitterMs);
                stored.introduce(startMs, series.labels());
                stored.samples(series.labels(), shifted(times, startMs), series.values());
              }
            });
    print("Six hours", sizes, data.samples());
  }

  private static long[] shifted(long[] times, long startMs) {
    long by = startMs - times[0] + Math.floorMod(times[0], STEP_MS);
    return LongStream.of(times).map(time -> time + by).toArray();
  }

  private static void month(Path dir, ScrapedData data)
      throws IOException, InterruptedException, JMException {
    long nowMs = System.currentTimeMillis() / STEP_MS * STEP_MS;
    long startMs = nowMs - MONTH_STEPS * STEP_MS;
    SortedMap<String, Long> sizes =
        stored(
            dir.resolve("month"),
            nowMs,
            stored -> {
              long[] times =
                  LongStream.range(0, MONTH_STEPS).map(i -> startMs + i * STEP_MS).toArray();
              for (Scraped series : data.series()) {
                stored.introduce(startMs, series.labels());
                stored.samples(series.labels(), times, series.values());
                stored.aggregates(
                    series.labels(),
                    NumberWindows.of(MINUTE_MS, times, series.values(), MONTH_STEPS));
              }
            });
    long ours = print("Thirty days", sizes, data.samples());
    PrometheusBlocks blocks;
    try (PeerProcess prometheus = PeerProcess.prometheus(dir.resolve("prometheus"))) {
      WriteRequests requests = new WriteRequests(data);
      for (int step = 0; step < MONTH_STEPS; step += STEPS_PER_BODY) {
        prometheus.server().write(requests.scrapes(step, step + STEPS_PER_BODY, startMs));
      }
      long expected = data.samples() - (long) HEAD_STEPS * data.series().size();
      blocks = PrometheusBlocks.await(prometheus.store(), expected);
    }
    double theirs = (double) blocks.bytes() / blocks.samples() * data.samples();
    System.out.printf(
        Locale.ROOT,
        "%nPrometheus: %d blocks of %,d samples, %,d bytes, %.3f a sample%n"
            + "Thirty days of a series: Gyr %.1f kB, Prometheus %.1f kB: %.3f of it%n",
        blocks.blocks(),
        blocks.samples(),
        blocks.bytes(),
        (double) blocks.bytes() / blocks.samples(),
        ours / 1e3 / data.series().size(),
        theirs / 1e3 / data.series().size(),
        ours / theirs);
  }

  /** Writes series into Cassandra. */
  private interface Filling {
    void fill(StoredSeries stored) throws InterruptedException;
  }

  private static SortedMap<String, Long> stored(Path dir, long nowMs, Filling filling)
      throws IOException, InterruptedException, JMException {
    try (OwnGyr own =
        OwnGyr.start(SharedComponents.home(), dir, Duration.ofMinutes(5), "components=cassandra")) {
      RunningGyr gyr = own.gyr();
      try (CqlSession session =
          CassandraSession.open(gyr.address("cassandra.contact"), "datacenter1")) {
        StoredSeries stored = new StoredSeries(session, nowMs);
        filling.fill(stored);
        stored.finish();
      }
      CassandraFiles files =
          new CassandraFiles(gyr.component("cassandra").pid(), gyr.dir().resolve("cassandra/data"));
      files.compact();
      return files.sizes();
    }
  }

  private static long print(String what, SortedMap<String, Long> sizes, long samples) {
    System.out.printf(
        Locale.ROOT, "%n| %s, %,d samples | bytes | a sample |%n|---|---:|---:|%n", what, samples);
    long all = 0;
    for (Map.Entry<String, Long> table : sizes.entrySet()) {
      all += table.getValue();
      row(table.getKey(), table.getValue(), samples);
    }
    row("all", all, samples);
    return all;
  }

  private static void row(String name, long bytes, long samples) {
    System.out.printf(Locale.ROOT, "| %s | %,d | %.3f |%n", name, bytes, (double) bytes / samples);
  }
}
