package io.gyr.timeseries.chunk;

import java.util.EnumMap;
import java.util.Map;

/**
 * Size and speed of chunks, by class of series: {@code mvn -pl libs/timeseries test-compile}, then
 * this main class with the number of samples of a chunk and the jitter in milliseconds.
 */
public final class ChunkMeasurement {
  private static final int SAMPLES = 2160;

  private ChunkMeasurement() {}

  /** Prints one line for each class. */
  public static void main(String[] arguments) throws Exception {
    int perChunk = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 720;
    int jitter = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
    Map<ExposedSeries.Kind, Figures> figures = new EnumMap<>(ExposedSeries.Kind.class);
    for (ExposedSeries.Kind kind : ExposedSeries.Kind.values()) {
      figures.put(kind, new Figures());
    }
    SampleEncoder encoder = new SampleEncoder();
    SampleDecoder decoder = new SampleDecoder();
    long[] times = new long[perChunk];
    double[] values = new double[perChunk];
    long[] timesBack = new long[perChunk];
    double[] valuesBack = new double[perChunk];
    for (int round = 0; round < 2; round++) {
      for (Figures figure : figures.values()) {
        figure.clear();
      }
      for (int series = 0; series < ExposedSeries.SERIES; series++) {
        Figures figure = figures.get(ExposedSeries.kind(series));
        double[] allValues = ExposedSeries.values(series, SAMPLES);
        long[] allTimes = ExposedSeries.times(series, SAMPLES, jitter);
        for (int from = 0; from + perChunk <= SAMPLES; from += perChunk) {
          System.arraycopy(allTimes, from, times, 0, perChunk);
          System.arraycopy(allValues, from, values, 0, perChunk);
          long start = System.nanoTime();
          byte[] chunk = encoder.encode(times, values, perChunk);
          long encoded = System.nanoTime();
          decoder.open(chunk);
          decoder.read(timesBack, valuesBack, 0);
          long decoded = System.nanoTime();
          figure.add(perChunk, chunk.length, encoded - start, decoded - encoded);
          if (!java.util.Arrays.equals(times, timesBack)
              || !java.util.Arrays.equals(values, valuesBack)) {
            throw new AssertionError("series " + series + " came back changed");
          }
        }
      }
    }
    Figures all = new Figures();
    for (Map.Entry<ExposedSeries.Kind, Figures> entry : figures.entrySet()) {
      System.out.printf("%-14s %s%n", entry.getKey(), entry.getValue());
      all.add(entry.getValue());
    }
    System.out.printf("%-14s %s%n", "all", all);
  }

  private static final class Figures {
    private long samples;
    private long bytes;
    private long encodeNs;
    private long decodeNs;

    void clear() {
      samples = 0;
      bytes = 0;
      encodeNs = 0;
      decodeNs = 0;
    }

    void add(long moreSamples, long moreBytes, long moreEncodeNs, long moreDecodeNs) {
      samples += moreSamples;
      bytes += moreBytes;
      encodeNs += moreEncodeNs;
      decodeNs += moreDecodeNs;
    }

    void add(Figures other) {
      add(other.samples, other.bytes, other.encodeNs, other.decodeNs);
    }

    @Override
    public String toString() {
      return String.format(
          "%9d samples  %.3f bytes each  encode %5.1f M/s  decode %6.1f M/s",
          samples,
          (double) bytes / samples,
          samples * 1e3 / encodeNs,
          samples * 1e3 / decodeNs);
    }
  }
}
