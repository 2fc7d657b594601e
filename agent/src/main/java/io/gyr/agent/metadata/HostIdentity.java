package io.gyr.agent.metadata;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Who the host is.
 *
 * @param id 32 hex digits, or what the settings say
 * @param name host name
 */
public record HostIdentity(String id, String name) {

  /**
   * Finds the host's identity: what is configured, else /etc/machine-id, else an id that is made up
   * once and kept in {@code dataDirectory}.
   *
   * @param configuredId empty for none
   * @param configuredName empty for the kernel's
   * @param root normally /
   * @throws IOException if an id has to be kept and cannot be
   */
  public static HostIdentity find(
      String configuredId, String configuredName, Path root, Path dataDirectory)
      throws IOException {
    String id = configuredId;
    if (id.isEmpty()) {
      id = firstLine(root.resolve("etc/machine-id"));
    }
    if (id.isEmpty()) {
      id = keptId(dataDirectory.resolve("host_id"));
    }
    String name = configuredName;
    if (name.isEmpty()) {
      name = firstLine(root.resolve("proc/sys/kernel/hostname"));
    }
    return new HostIdentity(id, name.isEmpty() ? localName() : name);
  }

  /** OpenTelemetry resource attributes of the host. */
  public Map<String, String> labels(Path root) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("host.id", id);
    labels.put("host.name", name);
    labels.put("host.arch", architecture(System.getProperty("os.arch", "")));
    labels.put("os.type", "linux");
    String description = osDescription(root.resolve("etc/os-release"));
    String kernel = firstLine(root.resolve("proc/sys/kernel/osrelease"));
    labels.put("os.description", (description + " (Linux " + kernel + ")").strip());
    return labels;
  }

  private static String architecture(String javaName) {
    return switch (javaName) {
      case "aarch64" -> "arm64";
      case "x86_64" -> "amd64";
      default -> javaName;
    };
  }

  private static String osDescription(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
          .filter(line -> line.startsWith("PRETTY_NAME="))
          .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
          .findFirst()
          .orElse("Linux");
    } catch (IOException e) {
      return "Linux";
    }
  }

  private static String firstLine(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).lines().findFirst().orElse("").strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static String keptId(Path file) throws IOException {
    String kept = firstLine(file);
    if (!kept.isEmpty()) {
      return kept;
    }
    String made = UUID.randomUUID().toString().replace("-", "");
    Files.writeString(file, made + "\n");
    return made;
  }

  private static String localName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
