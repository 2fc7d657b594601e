package io.gyr.promql.engine;

import io.gyr.promql.ast.Call;
import io.gyr.promql.ast.VectorSelector;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.MatchType;
import io.gyr.promql.labels.Matcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code info}: adds to each series the labels of the info series, {@code target_info} unless said
 * otherwise, that has the same identifying labels at that step (facts: promql/info.go, v3.5).
 */
final class InfoCall {
  private static final String DEFAULT_METRIC = "target_info";
  private static final List<String> IDENTIFYING = List.of("instance", "job");

  private final QueryContext context;
  private final Steps steps;
  private final List<Matcher> nameMatchers = new ArrayList<>();

  /** Conditions on the labels that are to be added; if there are none, all are added. */
  private final List<Matcher> dataMatchers = new ArrayList<>();

  InfoCall(QueryContext context, Call call, Steps steps) {
    this.context = context;
    this.steps = steps;
    if (call.arguments().size() > 1) {
      for (Matcher matcher : ((VectorSelector) call.arguments().get(1)).matchers()) {
        (matcher.name().equals(Labels.NAME) ? nameMatchers : dataMatchers).add(matcher);
      }
    }
    if (nameMatchers.isEmpty()) {
      nameMatchers.add(new Matcher(MatchType.EQUAL, Labels.NAME, DEFAULT_METRIC));
    }
  }

  /** An info metric and the identifying labels that it is about. */
  private record Target(String metric, Labels identity) {}

  List<StepSeries> apply(List<StepSeries> base) {
    Map<Target, List<StepSeries>> infos = new LinkedHashMap<>();
    TreeSet<String> metrics = new TreeSet<>();
    for (StepSeries info : select(base)) {
      String metric = info.labels().metricName();
      metrics.add(metric);
      infos
          .computeIfAbsent(
              new Target(metric, info.labels().keep(IDENTIFYING)), target -> new ArrayList<>())
          .add(info);
    }
    Map<Labels, StepSeries> results = new LinkedHashMap<>();
    for (StepSeries series : base) {
      for (int step = 0; step < steps.count(); step++) {
        if (!series.has(step)) {
          continue;
        }
        Labels labels =
            isInfo(series) ? series.labels() : enriched(series.labels(), step, infos, metrics);
        if (labels == null) {
          continue;
        }
        StepSeries result =
            results.computeIfAbsent(
                labels, key -> StepSeries.empty(key, series.dropName(), steps.count()));
        if (result.has(step)) {
          throw QueryException.sameLabelset();
        }
        result.set(step, series.values()[step], series.histogram(step));
      }
    }
    return new ArrayList<>(results.values());
  }

  private boolean isInfo(StepSeries series) {
    String metric = series.labels().metricName();
    return nameMatchers.stream().allMatch(matcher -> matcher.matches(metric));
  }

  /** The info series about what the base series are about; their values are times of samples. */
  private List<StepSeries> select(List<StepSeries> base) {
    Map<String, TreeSet<String>> identifying = new TreeMap<>();
    for (StepSeries series : base) {
      for (String name : IDENTIFYING) {
        String value = series.labels().get(name);
        if (!value.isEmpty() && !isInfo(series)) {
          identifying.computeIfAbsent(name, key -> new TreeSet<>()).add(value);
        }
      }
    }
    if (identifying.isEmpty()) {
      return List.of();
    }
    List<Matcher> matchers = new ArrayList<>(nameMatchers);
    matchers.addAll(dataMatchers);
    VectorSelector selector =
        new VectorSelector("", matchers, 0, null, null, new io.gyr.promql.ast.PositionRange(0, 0));
    List<StepSeries> infos = new ArrayList<>();
    for (StepSeries info :
        context.collect(new InstantSelector(context, selector, steps, true, "info"))) {
      boolean wanted =
          identifying.entrySet().stream()
              .allMatch(entry -> entry.getValue().contains(info.labels().get(entry.getKey())));
      if (wanted) {
        infos.add(info);
      }
    }
    return infos;
  }

  /** The labels with those of the info series, or null if the series is to be left out. */
  private @Nullable Labels enriched(
      Labels labels, int step, Map<Target, List<StepSeries>> infos, Set<String> metrics) {
    Labels identity = labels.keep(IDENTIFYING);
    Map<String, String> added = new HashMap<>();
    boolean found = false;
    for (String metric : metrics) {
      StepSeries info = newest(infos.get(new Target(metric, identity)), step);
      if (info == null) {
        continue;
      }
      found = true;
      for (int i = 0; i < info.labels().size(); i++) {
        add(added, labels, info.labels().name(i), info.labels().value(i));
      }
    }
    if (!found && !dataMatchers.stream().allMatch(matcher -> matcher.matches(""))) {
      return null;
    }
    SortedMap<String, String> all = labels.toMap();
    all.putAll(added);
    return Labels.of(all);
  }

  private void add(Map<String, String> added, Labels labels, String name, String value) {
    boolean wanted =
        dataMatchers.isEmpty()
            || dataMatchers.stream().anyMatch(matcher -> matcher.name().equals(name));
    if (name.equals(Labels.NAME) || !wanted) {
      return;
    }
    String before = added.get(name);
    if (before != null && !before.equals(value)) {
      throw QueryException.execution("conflicting label: " + name);
    }
    if (labels.get(name).isEmpty()) {
      added.put(name, value);
    }
  }

  private static @Nullable StepSeries newest(@Nullable List<StepSeries> infos, int step) {
    StepSeries newest = null;
    for (StepSeries info : infos == null ? List.<StepSeries>of() : infos) {
      if (!info.isFloat(step)) {
        continue;
      }
      double time = info.values()[step];
      if (newest == null || time > newest.values()[step]) {
        newest = info;
      } else if (time == newest.values()[step]) {
        throw QueryException.execution(
            "found duplicate series for info metric: existing "
                + newest.labels()
                + " @ "
                + (long) (time * 1000)
                + ", new "
                + info.labels()
                + " @ "
                + (long) (time * 1000));
      }
    }
    return newest;
  }
}
