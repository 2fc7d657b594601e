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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One Cassandra node, sized for a single machine. */
public final class Cassandra implements Component {
  private final StandaloneSettings settings;

  /** A node with the ports and folders of {@code settings}. */
  public Cassandra(StandaloneSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "cassandra";
  }

  @Override
  public List<String> after() {
    return List.of();
  }

  private Path yaml() {
    return settings.conf().resolve("cassandra.yaml");
  }

  @Override
  public void prepare() throws IOException {
    Path data = settings.data("cassandra");
    Files.createDirectories(data);
    Files.writeString(
        yaml(),
        String.join(
            "\n",
            "cluster_name: gyr",
            "num_tokens: 1",
            "partitioner: org.apache.cassandra.dht.Murmur3Partitioner",
            "endpoint_snitch: SimpleSnitch",
            "listen_address: 127.0.0.1",
            "rpc_address: 127.0.0.1",
            "storage_port: " + settings.cassandraStoragePort(),
            "native_transport_port: " + settings.cassandraPort(),
            "start_native_transport: true",
            "seed_provider:",
            "  - class_name: org.apache.cassandra.locator.SimpleSeedProvider",
            "    parameters:",
            "      - seeds: \"127.0.0.1:" + settings.cassandraStoragePort() + "\"",
            "data_file_directories: [\"" + data.resolve("data") + "\"]",
            "commitlog_directory: " + data.resolve("commitlog"),
            "saved_caches_directory: " + data.resolve("saved_caches"),
            "hints_directory: " + data.resolve("hints"),
            "cdc_raw_directory: " + data.resolve("cdc_raw"),
            "commitlog_sync: periodic",
            "commitlog_sync_period: 1000ms",
            "commitlog_segment_size: 16MiB",
            "commitlog_total_space: 256MiB",
            "commitlog_disk_access_mode: legacy",
            "auto_snapshot: false",
            "memtable:",
            "  configurations:",
            "    default:",
            "      class_name: TrieMemtable",
            "memtable_allocation_type: offheap_objects",
            "memtable_heap_space: 96MiB",
            "memtable_offheap_space: 96MiB",
            "sstable:",
            "  selected_format: bti",
            "storage_compatibility_mode: NONE",
            "key_cache_size: 8MiB",
            "file_cache_size: 64MiB",
            "networking_cache_size: 32MiB",
            "concurrent_reads: 4",
            "concurrent_writes: 4",
            "concurrent_compactors: 1",
            "concurrent_counter_writes: 2",
            "concurrent_materialized_view_writes: 2",
            "write_request_timeout: 10s",
            "read_request_timeout: 10s",
            "range_request_timeout: 10s",
            "authenticator: AllowAllAuthenticator",
            "authorizer: AllowAllAuthorizer",
            "role_manager: CassandraRoleManager",
            "uuid_sstable_identifiers_enabled: true",
            ""));
    Files.writeString(
        settings.conf().resolve("cassandra-logback.xml"),
        """
        <configuration>
          <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%date %-5level %logger{0} %msg%n</pattern></encoder>
          </appender>
          <root level="WARN"><appender-ref ref="out"/></root>
        </configuration>
        """);
  }

  @Override
  public List<String> command() {
    String classPath;
    try {
      classPath = Java.classPath(settings.home(), "standalone/components/cassandra");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String jamm =
        Arrays.stream(classPath.split(File.pathSeparator))
            .filter(entry -> entry.matches(".*/jamm-[^/]*\\.jar"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no jamm on Cassandra's class path"));
    List<String> command = new ArrayList<>();
    command.addAll(Java.component("-Xms512m", "-Xmx512m", "-Xss512k"));
    command.add("-XX:MaxDirectMemorySize=256m");
    command.add("-javaagent:" + jamm);
    for (String export :
        List.of(
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.ref",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.sql/java.sql",
            "java.base/java.lang.ref",
            "jdk.unsupported/sun.misc",
            "jdk.compiler/com.sun.tools.javac.file",
            "jdk.attach/sun.tools.attach")) {
      command.add("--add-exports=" + export + "=ALL-UNNAMED");
    }
    command.addAll(
        Java.opensOfBase(
            "java.lang.module",
            "jdk.internal.loader",
            "jdk.internal.ref",
            "jdk.internal.reflect",
            "jdk.internal.math",
            "jdk.internal.module",
            "jdk.internal.util.jar",
            "sun.nio.ch",
            "java.io",
            "java.nio",
            "java.lang.reflect",
            "java.lang",
            "java.util"));
    command.add("--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");
    command.add("--add-opens=jdk.compiler/com.sun.tools.javac=ALL-UNNAMED");
    command.addAll(
        List.of(
            "-Djdk.attach.allowAttachSelf=true",
            "-Dgyr.dir=" + settings.dir(),
            "-Dcassandra.config=" + yaml().toUri(),
            "-Dlogback.configurationFile=" + settings.conf().resolve("cassandra-logback.xml"),
            "-Dcassandra.storagedir=" + settings.data("cassandra"),
            "-Dcassandra.ring_delay_ms=100",
            "-Dcassandra.skip_wait_for_gossip_to_settle=0",
            "-Dcassandra.superuser_setup_delay_ms=0",
            "-cp",
            classPath,
            "org.apache.cassandra.service.CassandraDaemon"));
    return command;
  }

  @Override
  public @Nullable String notReady() {
    return Probe.tcp(settings.cassandraPort());
  }

  @Override
  public int graceSeconds() {
    return 20;
  }

  @Override
  public String url() {
    return "127.0.0.1:" + settings.cassandraPort();
  }
}
