package io.gyr.benchmarks.compare;

import io.gyr.benchmarks.running.FreePorts;
import io.gyr.benchmarks.running.MetricsServer;
import io.gyr.benchmarks.running.ProcessUse;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another server of metrics, of Debian's packages, with an empty store of its own. */
public final class PeerProcess implements AutoCloseable {
  private final Process process;
  private final MetricsServer server;
  private final Path store;

  private PeerProcess(Process process, MetricsServer server, Path store) {
    this.process = process;
    this.server = server;
    this.store = store;
  }

  /** Debian's prometheus, which takes remote write. */
  public static PeerProcess prometheus(Path dir) throws IOException, InterruptedException {
    Files.createDirectories(dir);
    Path config = Files.writeString(dir.resolve("prometheus.yml"), "{}\n");
    return start(
        "Prometheus",
        dir,
        List.of(
            "prometheus",
            "--config.file=" + config,
            "--storage.tsdb.path=" + dir.resolve("store"),
            "--storage.tsdb.retention.time=1y",
            "--web.enable-remote-write-receiver"),
        "--web.listen-address=127.0.0.1:",
        "/-/ready");
  }

  /** Debian's victoria-metrics. */
  static PeerProcess victoriaMetrics(Path dir) throws IOException, InterruptedException {
    return start(
        "VictoriaMetrics",
        dir,
        List.of(
            "victoria-metrics",
            "-storageDataPath=" + dir.resolve("store"),
            "-retentionPeriod=1y",
            "-search.latencyOffset=0s",
            "-search.maxPointsPerTimeseries=100000"),
        "-httpListenAddr=127.0.0.1:",
        "/health");
  }

  private static PeerProcess start(
      String name, Path dir, List<String> command, String listen, String ready)
      throws IOException, InterruptedException {
    Files.createDirectories(dir);
    String address = listen.substring(listen.indexOf('=') + 1) + FreePorts.block(1);
    List<String> all = new ArrayList<>(command);
    all.add(listen.substring(0, listen.indexOf('=') + 1) + address);
    Process process =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    String url = "http://" + address;
    while (!answers(url + ready)) {
      if (!process.isAlive()) {
        throw new IOException(name + " ended, see " + dir.resolve("log"));
      }
      Thread.sleep(100);
    }
    return new PeerProcess(process, new MetricsServer(name, url, null), dir.resolve("store"));
  }

  private static boolean answers(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    try {
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (java.net.ConnectException e) {
      return false;
    } finally {
      connection.disconnect();
    }
  }

  /** How it is asked. */
  public MetricsServer server() {
    return server;
  }

  double cpuSeconds() throws IOException {
    return ProcessUse.of(process.pid()).cpuSeconds();
  }

  /** The folder of its data. */
  public Path store() {
    return store;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
