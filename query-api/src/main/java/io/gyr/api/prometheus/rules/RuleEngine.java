package io.gyr.api.prometheus.rules;

import io.gyr.api.config.ConfigFile;
import io.gyr.api.ingest.SampleTopic;
import io.gyr.promql.engine.Engine;
import io.gyr.promql.parser.ParserOptions;
import io.gyr.promql.rulefile.RuleFile;
import io.gyr.promql.rulefile.RuleFileException;
import io.gyr.promql.source.SeriesSource;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates the rules of the stored files. Each process of the API does it for itself: it looks for
 * changed files every few seconds, and evaluates for the same times as the others, so that what two
 * of them write is one sample. Thread-safe.
 */
public final class RuleEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuleEngine.class);
  private static final Duration LOOK = Duration.ofSeconds(3);

  private final Supplier<List<ConfigFile>> stored;
  private final ParserOptions parser;
  private final RulesInForce rules;
  private final Map<String, Loaded> loaded = new HashMap<>();
  private final ScheduledExecutorService background;
  private boolean reachable = true;

  private record Loaded(String version, RuleFile file) {}

  /**
   * Begins.
   *
   * @param stored gives the files that there are; may throw
   * @param store gives what one query reads from; may throw what a query may
   * @param results where the results go
   */
  public RuleEngine(
      RuleOptions options,
      Supplier<List<ConfigFile>> stored,
      Supplier<SeriesSource> store,
      SampleTopic results,
      PrometheusRegistry registry,
      Clock clock) {
    this.stored = stored;
    parser = options.engine().parser();
    rules =
        new RulesInForce(
            options,
            new GroupEvaluation.Surroundings(
                new Engine(options.engine(), options.limits(), options.memory()),
                store,
                new RecentResults(clock),
                new SampleTopicSink(results),
                new RuleMetrics(registry)),
            clock);
    background =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "rule-files");
              thread.setDaemon(true);
              return thread;
            });
    background.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** All groups and how they are doing, by file and name. */
  public List<GroupStatus> status() {
    return rules.status();
  }

  private void look() {
    try {
      if (load(stored.get())) {
        Map<String, RuleFile> files = new HashMap<>();
        loaded.forEach((name, file) -> files.put(name, file.file));
        rules.apply(files);
      }
      reachable = true;
    } catch (RuntimeException e) {
      if (reachable) {
        LOG.warn("Rule files cannot be read, those in force go on: {}", e.toString());
      }
      reachable = false;
    }
  }

  /** Whether something changed. */
  private boolean load(List<ConfigFile> files) {
    Set<String> names = new HashSet<>();
    boolean changed = false;
    for (ConfigFile file : files) {
      names.add(file.name());
      Loaded before = loaded.get(file.name());
      if (before != null && before.version.equals(file.version())) {
        continue;
      }
      changed = true;
      RuleFile content = before == null ? new RuleFile(List.of(), List.of()) : before.file;
      try {
        content = RuleFile.parse(file.content(), parser);
      } catch (RuleFileException e) {
        // It was checked when it was stored; promql.features may have been others then.
        LOG.warn("Rule file {} does not load: {}", file.name(), e.getMessage());
      }
      loaded.put(file.name(), new Loaded(file.version(), content));
    }
    return loaded.keySet().retainAll(names) || changed;
  }

  @Override
  public void close() {
    background.shutdownNow();
    rules.close();
  }
}
