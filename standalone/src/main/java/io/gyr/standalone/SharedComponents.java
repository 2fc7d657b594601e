package io.gyr.standalone;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The real Kafka, registry, PostgreSQL, Cassandra and OpenSearch that all integration tests of one
 * build share. The first test that asks starts them, on free ports with data below the build
 * folder; they end with the process that runs the build. Tests keep apart by the ids that they use,
 * not by servers.
 */
public final class SharedComponents {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String COMPONENTS = "kafka,registry,postgres,cassandra,opensearch";
  private static @Nullable SharedComponents instance;

  private final Path dir;
  private final Map<String, String> addresses;

  private SharedComponents(Path dir, Map<String, String> addresses) {
    this.dir = dir;
    this.addresses = addresses;
  }

  /** The components, running. */
  public static synchronized SharedComponents get() {
    if (instance == null) {
      try {
        instance = connect(home());
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return instance;
  }

  /** The checkout: the nearest folder upwards that holds the Maven wrapper. */
  public static Path home() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("not below a checkout of Gyr");
      }
    }
    return folder;
  }

  /** Folder of their data, configuration and logs. */
  public Path dir() {
    return dir;
  }

  /** Bootstrap address of Kafka. */
  public String kafkaBootstrap() {
    return address("kafka.bootstrap");
  }

  /** Base address of the registry. */
  public String registryUrl() {
    return address("registry.url");
  }

  /** Base address of OpenSearch. */
  public String opensearchUrl() {
    return address("opensearch.url");
  }

  /** Host and port of Cassandra. */
  public String cassandraContact() {
    return address("cassandra.contact");
  }

  /** JDBC address of a database; {@code gyr} and {@code iceberg} exist, the user is gyr. */
  public String postgresUrl(String database) {
    return address("postgres.url").replaceFirst("[^/]+$", database);
  }

  /** Password of PostgreSQL's user gyr. */
  public String postgresPassword() {
    try {
      return Files.readString(dir.resolve("conf/postgres.password")).strip();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String address(String name) {
    String address = addresses.get(name);
    if (address == null) {
      throw new IllegalStateException("no address " + name);
    }
    return address;
  }

  private static SharedComponents connect(Path home) throws IOException, InterruptedException {
    Path dir = home.resolve("target/shared-components");
    Files.createDirectories(dir);
    try (FileChannel channel =
            FileChannel.open(
                dir.resolve("start.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      Path statusFile = dir.resolve("run/status.json");
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      @Nullable Process started = null;
      while (System.nanoTime() < deadline) {
        Optional<Status> status = Status.read(statusFile).filter(Status::supervisorRuns);
        if (status.isPresent() && status.get().ready()) {
          return new SharedComponents(dir, status.get().addresses());
        }
        // One of an earlier build may be found that is about to end: it is waited for, then
        // replaced.
        if (status.isEmpty() && (started == null || !started.isAlive())) {
          Files.deleteIfExists(statusFile);
          started = start(home, dir);
        }
        Thread.sleep(100);
      }
      throw new IOException("components did not start, see " + dir.resolve("logs"));
    }
  }

  private static Process start(Path home, Path dir) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Supervisor.class.getName());
    command.addAll(List.of("home=" + home, "dir=" + dir, "components=" + COMPONENTS));
    command.add("until_exit_of=" + builder());
    List<Integer> ports = freePorts(8);
    String[] keys = {
      "kafka.port",
      "kafka.controller_port",
      "registry.port",
      "opensearch.port",
      "opensearch.transport_port",
      "cassandra.port",
      "cassandra.storage_port",
      "postgres.port"
    };
    for (int i = 0; i < keys.length; i++) {
      command.add(keys[i] + "=" + ports.get(i));
    }
    Files.createDirectories(dir.resolve("logs"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectInput(new File("/dev/null"))
        .redirectOutput(dir.resolve("logs/supervisor.log").toFile())
        .start();
  }

  /**
   * The process of the whole build, that is the nearest Java above this one: the test's own ends
   * with its module, and so does the shell through which the build may have started it.
   */
  private static long builder() {
    ProcessHandle self = ProcessHandle.current();
    return Stream.iterate(self.parent(), Optional::isPresent, above -> above.get().parent())
        .map(Optional::get)
        .filter(above -> above.info().command().filter(c -> c.endsWith("java")).isPresent())
        .findFirst()
        .or(self::parent)
        .orElse(self)
        .pid();
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> open = new ArrayList<>();
    try {
      List<Integer> ports = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ServerSocket socket = new ServerSocket(0);
        open.add(socket);
        ports.add(socket.getLocalPort());
      }
      return ports;
    } finally {
      for (ServerSocket socket : open) {
        socket.close();
      }
    }
  }
}
