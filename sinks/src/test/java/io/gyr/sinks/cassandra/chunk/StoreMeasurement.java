package io.gyr.sinks.cassandra.chunk;

import com.datastax.oss.driver.api.core.CqlSession;
import com.sun.tools.attach.VirtualMachine;
import io.gyr.sinks.cassandra.CassandraSession;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.chunk.ExposedSeries;
import io.gyr.timeseries.chunk.SampleDecoder;
import io.gyr.timeseries.chunk.SampleEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Writes six hours of 5,600 series of 50 targets into a Cassandra that it empties first, compacts,
 * and prints what they take on disk, index included, and how long it takes to read them. Arguments:
 * host:port and process id of the Cassandra, its data folder, jitter of times in milliseconds.
 */
public final class StoreMeasurement {
  private static final int TARGETS = 50;
  private static final int SPANS = 3;
  private static final int PER_CHUNK = 720;

  private final CqlSession session;
  private final String pid;
  private final Path data;
  private final int jitterMs;
  private final Map<String, List<SeriesId>> byMetric = new HashMap<>();
  private final long startMs =
      Resolution.FULL.spanStartMs(System.currentTimeMillis())
          - SPANS * Resolution.FULL.span().toMillis();

  private StoreMeasurement(CqlSession session, String pid, Path data, int jitterMs) {
    this.session = session;
    this.pid = pid;
    this.data = data;
    this.jitterMs = jitterMs;
  }

  /** Measures. */
  public static void main(String[] arguments) throws Exception {
    try (CqlSession session = CassandraSession.open(arguments[0], "datacenter1")) {
      ChunkTables.create(session);
      for (Resolution resolution : Resolution.values()) {
        session.execute("TRUNCATE gyr." + resolution.table());
      }
      for (SeriesPeriod period : SeriesPeriod.values()) {
        session.execute("TRUNCATE gyr." + period.table());
      }
      StoreMeasurement measurement =
          new StoreMeasurement(
              session, arguments[1], Path.of(arguments[2]), Integer.parseInt(arguments[3]));
      measurement.write();
      measurement.size();
      for (int i = 0; i < 5; i++) {
        measurement.read();
      }
    }
  }

  private static String metric(int series) {
    return "node_metric_number_" + series / TARGETS + "_total";
  }

  private void write() throws Exception {
    ChunkWriter writer = new ChunkWriter(session, new Retentions(List.of()));
    SampleEncoder encoder = new SampleEncoder();
    Semaphore free = new Semaphore(256);
    long bytes = 0;
    long begin = System.nanoTime();
    for (int span = 0; span < SPANS; span++) {
      for (int series = 0; series < ExposedSeries.SERIES; series++) {
        int target = series % TARGETS;
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("instance", "node-" + target + ".example.com:9100");
        labels.put("job", "node");
        labels.put("mode", "mode-" + series % 7);
        String metric = metric(series);
        SeriesId id = SeriesId.of(metric, labels);
        labels.put("__name__", metric);
        long[] times = ExposedSeries.times(target, SPANS * PER_CHUNK, jitterMs);
        double[] values = ExposedSeries.values(series, SPANS * PER_CHUNK);
        long shift = startMs - times[0] + target * 100L;
        long[] spanTimes = Arrays.copyOfRange(times, span * PER_CHUNK, (span + 1) * PER_CHUNK);
        for (int i = 0; i < PER_CHUNK; i++) {
          spanTimes[i] += shift;
        }
        double[] spanValues = Arrays.copyOfRange(values, span * PER_CHUNK, (span + 1) * PER_CHUNK);
        byte[] chunk = encoder.encode(spanTimes, spanValues, PER_CHUNK);
        bytes += chunk.length;
        long spanStart = startMs + span * Resolution.FULL.span().toMillis();
        free.acquire();
        writer
            .write(Resolution.FULL, metric, id, spanStart, chunk)
            .whenComplete((done, problem) -> free.release());
        if (span == 0) {
          byMetric.computeIfAbsent(metric, unseen -> new ArrayList<>()).add(id);
          for (SeriesPeriod period : SeriesPeriod.values()) {
            free.acquire();
            writer
                .introduce(period, startMs, System.currentTimeMillis(), id, "counter", labels)
                .whenComplete((done, problem) -> free.release());
          }
        }
      }
    }
    free.acquire(256);
    long samples = (long) SPANS * PER_CHUNK * ExposedSeries.SERIES;
    System.out.printf(
        "%d samples in %d chunks of %.1f bytes (%.3f a sample), written in %.1f s%n",
        samples,
        SPANS * ExposedSeries.SERIES,
        (double) bytes / SPANS / ExposedSeries.SERIES,
        (double) bytes / samples,
        (System.nanoTime() - begin) / 1e9);
  }

  private void size() throws Exception {
    VirtualMachine cassandra = VirtualMachine.attach(pid);
    JMXServiceURL address = new JMXServiceURL(cassandra.startLocalManagementAgent());
    try (var connector = JMXConnectorFactory.connect(address)) {
      MBeanServerConnection beans = connector.getMBeanServerConnection();
      ObjectName storage = new ObjectName("org.apache.cassandra.db:type=StorageService");
      String[] strings = {String.class.getName(), String[].class.getName()};
      beans.invoke(storage, "forceKeyspaceFlush", new Object[] {"gyr", new String[0]}, strings);
      beans.invoke(
          storage,
          "forceKeyspaceCompaction",
          new Object[] {false, "gyr", new String[0]},
          new String[] {"boolean", String.class.getName(), String[].class.getName()});
    } finally {
      cassandra.detach();
    }
    Thread.sleep(3000); // Cassandra deletes what it has compacted a moment later.
    long samples = (long) SPANS * PER_CHUNK * ExposedSeries.SERIES;
    long all = 0;
    try (Stream<Path> tables = Files.list(data.resolve("gyr"))) {
      for (Path table : tables.sorted().toList()) {
        long bytes = bytesBelow(table);
        all += bytes;
        System.out.printf(
            "%-20s %9d bytes  %.3f a sample%n",
            table.getFileName().toString().replaceFirst("-.*", ""),
            bytes,
            (double) bytes / samples);
      }
    }
    System.out.printf("%-20s %9d bytes  %.3f a sample%n", "all", all, (double) all / samples);
  }

  private static long bytesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private void read() throws Exception {
    ChunkReader reader = new ChunkReader(session);
    SampleDecoder decoder = new SampleDecoder();
    long[] times = new long[PER_CHUNK];
    double[] values = new double[PER_CHUNK];
    long[] samples = new long[1];
    int metrics = 0;
    long begin = System.nanoTime();
    for (Map.Entry<String, List<SeriesId>> metric : byMetric.entrySet()) {
      if (metrics++ == 20) {
        break;
      }
      reader.read(
          Resolution.FULL,
          metric.getKey(),
          metric.getValue(),
          startMs,
          startMs + SPANS * Resolution.FULL.span().toMillis() - 1,
          (series, spanStartMs, chunk) -> {
            try {
              samples[0] += decoder.open(chunk);
              decoder.read(times, values, 0);
            } catch (io.gyr.timeseries.column.MalformedChunkException e) {
              throw new AssertionError(e);
            }
          });
    }
    System.out.printf(
        "six hours of 20 metrics, 1,000 series: %d samples read and decoded in %.1f ms%n",
        samples[0], (System.nanoTime() - begin) / 1e6);
  }
}
