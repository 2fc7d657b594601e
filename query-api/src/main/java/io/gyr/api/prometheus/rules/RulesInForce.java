package io.gyr.api.prometheus.rules;

import io.gyr.promql.rulefile.RuleFile;
import io.gyr.promql.rulefile.RuleGroup;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All groups of all files. When files change, groups that say the same go on undisturbed; changed
 * ones go on with the alerts and series of the rules that they still have; series of rules that are
 * gone end with stale markers. Thread-safe.
 */
public final class RulesInForce implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RulesInForce.class);

  private final GroupEvaluation.Defaults defaults;
  private final GroupEvaluation.Surroundings surroundings;
  private final GroupRunner runner;
  private final Clock clock;
  private volatile List<GroupEvaluation> groups = List.of();

  RulesInForce(RuleOptions options, GroupEvaluation.Surroundings surroundings, Clock clock) {
    this.defaults = new GroupEvaluation.Defaults(options.intervalMs(), options.offsetMs());
    this.surroundings = surroundings;
    this.clock = clock;
    runner = new GroupRunner(options.maxConcurrent(), clock, surroundings.metrics());
  }

  /** All groups and how they are doing, by file and name. */
  public List<GroupStatus> status() {
    return groups.stream().map(GroupEvaluation::status).toList();
  }

  /** Puts files in force, by name, in place of all that were. */
  synchronized void apply(Map<String, RuleFile> files) {
    Map<String, GroupEvaluation> before = new TreeMap<>();
    groups.forEach(group -> before.put(group.key(), group));
    List<GroupEvaluation> next = new ArrayList<>();
    List<GroupEvaluation> fresh = new ArrayList<>();
    new TreeMap<>(files)
        .forEach(
            (file, content) -> {
              for (RuleGroup group : byName(content)) {
                GroupEvaluation earlier = before.remove(file + ";" + group.name());
                if (earlier != null && earlier.group().equals(group)) {
                  next.add(earlier);
                  continue;
                }
                if (earlier != null) {
                  runner.stop(earlier);
                }
                GroupEvaluation changed =
                    new GroupEvaluation(file, group, defaults, surroundings, earlier);
                next.add(changed);
                fresh.add(changed);
              }
            });
    groups = List.copyOf(next);
    fresh.forEach(runner::start);
    before.values().forEach(this::end);
  }

  private static List<RuleGroup> byName(RuleFile file) {
    return file.groups().stream().sorted(Comparator.comparing(RuleGroup::name)).toList();
  }

  private void end(GroupEvaluation group) {
    runner.stop(group);
    surroundings.metrics().remove(group.key());
    try {
      group.end(clock.millis());
    } catch (RuleException e) {
      LOG.warn("Series of the group {} end without markers: {}", group.key(), e.getMessage());
    }
  }

  @Override
  public void close() {
    runner.close();
  }
}
