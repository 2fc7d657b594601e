package io.gyr.jobs.rollup;

import io.gyr.sinks.cassandra.chunk.ChunkRow;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.chunk.ExposedSeries;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * Prints how many samples a second {@link BuildChunks} carries on one core: two and a half hours of
 * 5,600 series, the clock going as fast as the samples, so that every piece is written every
 * minute.
 */
public final class ChunksThroughput {
  private static final int SAMPLES = 900;
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private ChunksThroughput() {}

  /** Measures. */
  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ExposedSeries.SERIES;
    long startMs = 1_800_000_000_000L / 86_400_000 * 86_400_000;
    SeriesSample[] samples = new SeriesSample[count];
    double[][] values = new double[count][];
    for (int series = 0; series < count; series++) {
      SeriesSample sample = new SeriesSample();
      sample.name = "node_metric_" + series / 50;
      SeriesId id = SeriesId.of(sample.name, Map.of("instance", "" + series));
      sample.seriesKey = id.toString();
      sample.series = id.bytes();
      sample.kind = "gauge";
      sample.labels = new TreeMap<>(Map.of("instance", "" + series));
      samples[series] = sample;
      values[series] = ExposedSeries.values(series, SAMPLES);
    }
    try (KeyedOneInputStreamOperatorTestHarness<String, SeriesSample, ChunkRow> chunks =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new BuildChunks()),
            sample -> sample.seriesKey,
            Types.STRING)) {
      chunks.open();
      long rows = 0;
      long bytes = 0;
      long begin = CPU.getCurrentThreadCpuTime();
      for (int i = 0; i < SAMPLES; i++) {
        long nowMs = startMs + i * ExposedSeries.STEP_MS;
        for (int series = 0; series < count; series++) {
          samples[series].timeMs = nowMs;
          samples[series].value = values[series][i];
          chunks.processElement(samples[series], nowMs);
        }
        chunks.setProcessingTime(nowMs);
        chunks.processWatermark(nowMs - 5_000);
        for (ChunkRow row : chunks.extractOutputValues()) {
          rows++;
          bytes += row.chunk.length;
        }
        chunks.getOutput().clear();
      }
      double seconds = (CPU.getCurrentThreadCpuTime() - begin) / 1e9;
      double all = (double) SAMPLES * count;
      System.out.printf(
          "%.0f samples in %.1f CPU seconds, %.0f a second; %d rows, %.1f samples a row,"
              + " %.2f bytes a sample to write%n",
          all, seconds, all / seconds, rows, all / rows, bytes / all);
    }
  }
}
