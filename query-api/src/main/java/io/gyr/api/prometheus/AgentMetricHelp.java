package io.gyr.api.prometheus;

import io.gyr.api.ingest.MetricFamily;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** Help and units of the metrics of Gyr's agents, which send names only. Immutable. */
final class AgentMetricHelp {
  private static final String FILE = "agent-metrics.properties";
  private static final String TOTAL = "_total";
  private static final List<String> UNITS = List.of("seconds", "bytes", "ratio");
  private static final List<String> PREFIXES = List.of("node_memory_", "node_network_");

  private final Properties texts = new Properties();

  AgentMetricHelp() {
    try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream(FILE), FILE);
        Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A family of which only the type is known; its help is empty if no agent sends it. */
  MetricFamily family(String metric, String type) {
    String help = help(metric);
    return new MetricFamily(metric, type, help, help.isEmpty() ? "" : unit(metric));
  }

  private String help(String metric) {
    for (String prefix : PREFIXES) {
      if (metric.startsWith(prefix)) {
        return texts.getProperty(prefix + "*") + " " + source(metric.substring(prefix.length()));
      }
    }
    return texts.getProperty(metric, "");
  }

  /** A name as the kernel has it: agents add suffixes of their own. */
  private static String source(String name) {
    return name.endsWith(TOTAL) ? without(TOTAL, name) : name.replaceFirst("_bytes$", "");
  }

  /** The unit is the last word of a name, before {@code _total}. */
  private static String unit(String metric) {
    String name = metric.endsWith(TOTAL) ? without(TOTAL, metric) : metric;
    String last = name.substring(name.lastIndexOf('_') + 1);
    return UNITS.contains(last) ? last : "";
  }

  private static String without(String suffix, String name) {
    return name.substring(0, name.length() - suffix.length());
  }
}
