package io.gyr.benchmarks.load;

import io.gyr.benchmarks.running.MetricsServer;
import io.gyr.timeseries.SeriesId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * A steady load of samples by remote write: each second one of every series. What is not answered
 * with success is sent again until it is, as a Prometheus does.
 */
public final class SampleLoad implements AutoCloseable {
  private static final long EVERY_MS = 1_000;
  private static final long PAUSE_MS = 200;
  private static final int STEPS = 600;

  private final MetricsServer server;
  private final WriteRequests requests;
  private final List<String> series = new ArrayList<>();
  private final List<Long> acknowledgedMs = new ArrayList<>();
  private final Thread thread = new Thread(this::send, "sample-load");
  private volatile boolean ends;
  private volatile String problem = "";

  private SampleLoad(MetricsServer server, ScrapedData data) {
    this.server = server;
    this.requests = new WriteRequests(data);
    for (ScrapedData.Scraped one : data.series()) {
      TreeMap<String, String> labels = new TreeMap<>(one.labels());
      String metric = Objects.requireNonNull(labels.remove("__name__"));
      labels.put("host_id", "");
      series.add(SeriesId.of(metric, labels).toString());
    }
  }

  /** Starts to send so many samples a second. */
  public static SampleLoad start(MetricsServer server, int series) {
    SampleLoad load = new SampleLoad(server, new ScrapedData(series, STEPS));
    load.thread.setDaemon(true);
    load.thread.start();
    return load;
  }

  private void send() {
    try {
      for (int step = 0; !ends; step++) {
        long timeMs = System.currentTimeMillis() / EVERY_MS * EVERY_MS;
        for (byte[] body : requests.scrape(step % STEPS, timeMs)) {
          untilTaken(body);
        }
        acknowledgedMs.add(timeMs);
        Thread.sleep(Math.max(0, timeMs + EVERY_MS - System.currentTimeMillis()));
      }
    } catch (IOException e) {
      problem = e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void untilTaken(byte[] body) throws InterruptedException {
    while (true) {
      try {
        server.write(body);
        return;
      } catch (IOException e) {
        Thread.sleep(PAUSE_MS); // Whoever is killed comes back.
      }
    }
  }

  /**
   * The names of all samples that were answered with success, each as series, {@code @} and time.
   * Only after it is closed.
   *
   * @throws IOException if the load ended by itself
   */
  public Set<String> acknowledged() throws IOException {
    if (!problem.isEmpty()) {
      throw new IOException("the load of samples ended: " + problem);
    }
    Set<String> names = new HashSet<>();
    for (long timeMs : acknowledgedMs) {
      series.forEach(one -> names.add(one + "@" + timeMs));
    }
    return names;
  }

  /** Waits until what is on its way has been taken. */
  @Override
  public void close() {
    ends = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
