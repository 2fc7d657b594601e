package io.gyr.benchmarks.running;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One scrape of a process's metrics, as far as sums of counters need it. Immutable. */
public final class Exposition {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([^ ]+)(?: [0-9]+)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z0-9_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private record Sample(String name, Map<String, String> labels, double value) {}

  private final List<Sample> samples = new ArrayList<>();

  private Exposition() {}

  /** Scrapes {@code url}. */
  public static Exposition of(String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(url + " answered " + answer.statusCode());
    }
    return parse(answer.body());
  }

  /** Reads the Prometheus text format. */
  public static Exposition parse(String text) {
    Exposition exposition = new Exposition();
    for (String line : text.split("\n", -1)) {
      Matcher matcher = LINE.matcher(line);
      if (line.startsWith("#") || !matcher.matches()) {
        continue;
      }
      Map<String, String> labels = new TreeMap<>();
      if (matcher.group(2) != null) {
        LABEL.matcher(matcher.group(2)).results().forEach(l -> labels.put(l.group(1), l.group(2)));
      }
      double value = Double.parseDouble(matcher.group(3).replace("Inf", "Infinity"));
      exposition.samples.add(new Sample(matcher.group(1), labels, value));
    }
    return exposition;
  }

  /** Sum of all series of {@code name}. */
  public long sum(String name) {
    return sum(name, Map.of());
  }

  /** Sum of the series of {@code name} that have all of {@code labels}. */
  public long sum(String name, Map<String, String> labels) {
    return Math.round(
        samples.stream()
            .filter(sample -> sample.name.equals(name))
            .filter(sample -> sample.labels.entrySet().containsAll(labels.entrySet()))
            .mapToDouble(Sample::value)
            .sum());
  }

  /** Sums of {@code name} by the values of {@code label}. */
  public Map<String, Long> by(String name, String label) {
    Map<String, Long> sums = new TreeMap<>();
    for (Sample sample : samples) {
      if (sample.name.equals(name)) {
        sums.merge(sample.labels.getOrDefault(label, ""), Math.round(sample.value), Long::sum);
      }
    }
    return sums;
  }
}
