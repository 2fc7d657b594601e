package io.gyr.timeseries.chunk;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints size and speed of chunks by class of series, beside other codecs. Arguments: samples of a
 * chunk (720), jitter of the times in milliseconds (0).
 */
public final class ChunkMeasurement {
  private static final int SAMPLES = 2160;
  private static final int ROUNDS = 5;
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private final SampleEncoder encoder = new SampleEncoder();
  private final SampleDecoder decoder = new SampleDecoder();
  private final int perChunk;
  private final int jitterMs;

  private ChunkMeasurement(int perChunk, int jitterMs) {
    this.perChunk = perChunk;
    this.jitterMs = jitterMs;
  }

  /** Prints a line for each class and one for all. */
  public static void main(String[] arguments) throws Exception {
    int perChunk = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 720;
    int jitterMs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
    ChunkMeasurement measurement = new ChunkMeasurement(perChunk, jitterMs);
    System.out.printf(
        "%-14s %9s | %6s | %9s %9s | values alone: %5s %6s %8s%n",
        "class", "samples", "bytes", "enc M/s", "dec M/s", "XOR", "frames", "deflated");
    Figures all = new Figures();
    for (ExposedSeries.Kind kind : ExposedSeries.Kind.values()) {
      Figures figures = measurement.measure(kind);
      System.out.println(figures.line(kind.name()));
      all.add(figures);
    }
    System.out.println(all.line("all"));
  }

  private Figures measure(ExposedSeries.Kind kind) throws Exception {
    List<long[]> times = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    for (int series = 0; series < ExposedSeries.SERIES; series++) {
      if (ExposedSeries.kind(series) == kind) {
        double[] allValues = ExposedSeries.values(series, SAMPLES);
        long[] allTimes = ExposedSeries.times(series, SAMPLES, jitterMs);
        for (int from = 0; from + perChunk <= SAMPLES; from += perChunk) {
          times.add(Arrays.copyOfRange(allTimes, from, from + perChunk));
          values.add(Arrays.copyOfRange(allValues, from, from + perChunk));
        }
      }
    }
    Figures figures = new Figures();
    figures.encodeNs = Long.MAX_VALUE;
    figures.decodeNs = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      round(times, values, figures);
    }
    for (double[] chunk : values) {
      figures.xor += OtherCodecs.xor(chunk, perChunk);
      figures.frames += OtherCodecs.frames(chunk, perChunk);
      figures.deflated += OtherCodecs.deflated(chunk, perChunk, kind.isCounter());
    }
    return figures;
  }

  /** Best of the rounds: whatever else the machine does only makes a round slower. */
  private void round(List<long[]> times, List<double[]> values, Figures figures) throws Exception {
    List<byte[]> chunks = new ArrayList<>();
    long start = CPU.getCurrentThreadCpuTime();
    for (int i = 0; i < times.size(); i++) {
      chunks.add(encoder.encode(times.get(i), values.get(i), perChunk));
    }
    long encoded = CPU.getCurrentThreadCpuTime();
    long[] timesBack = new long[perChunk];
    double[] valuesBack = new double[perChunk];
    for (byte[] chunk : chunks) {
      decoder.open(chunk);
      decoder.read(timesBack, valuesBack, 0);
    }
    long decoded = CPU.getCurrentThreadCpuTime();
    figures.samples = (long) perChunk * chunks.size();
    figures.bytes = chunks.stream().mapToLong(chunk -> chunk.length).sum();
    figures.encodeNs = Math.min(figures.encodeNs, encoded - start);
    figures.decodeNs = Math.min(figures.decodeNs, decoded - encoded);
    for (int i = 0; i < chunks.size(); i++) {
      decoder.open(chunks.get(i));
      decoder.read(timesBack, valuesBack, 0);
      if (!Arrays.equals(times.get(i), timesBack) || !Arrays.equals(values.get(i), valuesBack)) {
        throw new AssertionError("chunk " + i + " came back changed");
      }
    }
  }

  private static final class Figures {
    private long samples;
    private long bytes;
    private long encodeNs;
    private long decodeNs;
    private double xor;
    private double frames;
    private double deflated;

    void add(Figures other) {
      samples += other.samples;
      bytes += other.bytes;
      encodeNs += other.encodeNs;
      decodeNs += other.decodeNs;
      xor += other.xor;
      frames += other.frames;
      deflated += other.deflated;
    }

    String line(String name) {
      return String.format(
          "%-14s %9d | %6.3f | %9.1f %9.1f |               %5.2f %6.2f %8.2f",
          name,
          samples,
          (double) bytes / samples,
          samples * 1e3 / encodeNs,
          samples * 1e3 / decodeNs,
          xor / samples,
          frames / samples,
          deflated / samples);
    }
  }
}
