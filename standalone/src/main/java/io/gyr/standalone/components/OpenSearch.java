package io.gyr.standalone.components;

import io.gyr.standalone.StandaloneSettings;
import io.gyr.standalone.process.Component;
import io.gyr.standalone.process.Java;
import io.gyr.standalone.process.Probe;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One OpenSearch node. */
public final class OpenSearch implements Component {
  private final StandaloneSettings settings;
  private final Path distribution;

  /** A node with the ports and folders of {@code settings}. */
  public OpenSearch(StandaloneSettings settings) {
    this.settings = settings;
    this.distribution = distribution(settings.home());
  }

  private static Path distribution(Path home) {
    Path target = home.resolve("standalone/components/opensearch/target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("opensearch-[0-9.]+"))
          .findFirst()
          .orElseThrow(() -> new IOException(target + " holds no OpenSearch"));
    } catch (IOException e) {
      throw new UncheckedIOException("OpenSearch is not built: run ./mvnw -DskipTests package", e);
    }
  }

  @Override
  public String name() {
    return "opensearch";
  }

  @Override
  public List<String> after() {
    return List.of();
  }

  private Path conf() {
    return settings.conf().resolve("opensearch");
  }

  @Override
  public void prepare() throws IOException {
    Files.createDirectories(conf());
    Files.createDirectories(settings.data("opensearch"));
    Files.writeString(
        conf().resolve("opensearch.yml"),
        String.join(
            "\n",
            "cluster.name: gyr",
            "node.name: gyr-1",
            "network.host: 127.0.0.1",
            "http.port: " + settings.opensearchPort(),
            "transport.port: " + settings.opensearchTransportPort(),
            "discovery.type: single-node",
            "path.data: " + settings.data("opensearch"),
            "path.logs: " + settings.dir().resolve("logs"),
            "bootstrap.memory_lock: false",
            "cluster.routing.allocation.disk.threshold_enabled: true",
            "cluster.routing.allocation.disk.watermark.low: 1gb",
            "cluster.routing.allocation.disk.watermark.high: 768mb",
            "cluster.routing.allocation.disk.watermark.flood_stage: 512mb",
            "action.auto_create_index: gyr-*",
            ""));
    Files.writeString(
        conf().resolve("log4j2.properties"),
        String.join(
            "\n",
            "status = error",
            "appender.console.type = Console",
            "appender.console.name = console",
            "appender.console.layout.type = PatternLayout",
            "appender.console.layout.pattern = %d %-5p %c{1.} %m%n",
            "rootLogger.level = warn",
            "rootLogger.appenderRef.console.ref = console",
            ""));
  }

  @Override
  public List<String> command() {
    List<String> command = new ArrayList<>();
    command.addAll(Java.component("-Xms512m", "-Xmx512m"));
    command.addAll(
        List.of(
            "-Dgyr.dir=" + settings.dir(),
            "-Dopensearch.networkaddress.cache.ttl=60",
            "-XX:-OmitStackTraceInFastThrow",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Dio.netty.noUnsafe=true",
            "-Dio.netty.noKeySetOptimization=true",
            "-Dio.netty.recycler.maxCapacityPerThread=0",
            "-Dio.netty.allocator.numDirectArenas=0",
            "-Dlog4j.shutdownHookEnabled=false",
            "-Dlog4j2.disable.jmx=true",
            "-Djava.security.manager=allow",
            "-Djava.locale.providers=SPI,COMPAT",
            "-Dopensearch.path.home=" + distribution,
            "-Dopensearch.path.conf=" + conf(),
            "-Dopensearch.distribution.type=zip",
            "-Dopensearch.bundled_jdk=false"));
    if (ProcessHandle.current().info().user().map("root"::equals).orElse(false)) {
      // OpenSearch refuses to run as root when its native library can tell it so.
      command.addAll(List.of("-Djna.nosys=true", "-Djna.nounpack=true", "-Djna.noclasspath=true"));
    }
    command.addAll(
        List.of(
            "-cp",
            distribution.resolve("lib") + File.separator + "*",
            "org.opensearch.bootstrap.OpenSearch"));
    return command;
  }

  @Override
  public @Nullable String notReady() {
    return Probe.http(settings.opensearchUrl() + "/_cluster/health");
  }

  @Override
  public String url() {
    return settings.opensearchUrl();
  }
}
