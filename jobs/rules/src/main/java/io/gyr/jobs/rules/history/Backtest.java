package io.gyr.jobs.rules.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.component.Settings;
import io.gyr.jobs.runtime.JobSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Runs rules over the table of system calls in Flink's batch mode and says what they would have
 * found: {@code Backtest FROM TO RULES_DIR CURRENT_DIR [--config FILE] [key=value ...]}. The
 * folders hold rule files that load, in the order of their names. The report goes to standard
 * output as one JSON object.
 */
public final class Backtest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SAMPLES = 5;
  private static final int OPERANDS = 4;

  /**
   * What was found.
   *
   * @param calls system calls judged
   * @param tallies alerts by rule, workload and verdict
   */
  public record Report(long calls, List<Tally> tallies) {}

  private Backtest() {}

  /** Runs one and prints its report. */
  public static void main(String[] arguments) throws Exception {
    Instant from = Instant.parse(arguments[0]);
    Instant to = Instant.parse(arguments[1]);
    JobSettings settings =
        Settings.fromArguments(
            JobSettings.class, Arrays.copyOfRange(arguments, OPERANDS, arguments.length));
    Report report =
        run(settings, from, to, contents(Path.of(arguments[2])), contents(Path.of(arguments[3])));
    System.out.println(JSON.writeValueAsString(tree(report)));
  }

  /** The files of a folder, in the order of their names. */
  static List<String> contents(Path folder) throws java.io.IOException {
    List<String> contents = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        contents.add(Files.readString(file));
      }
    }
    return contents;
  }

  /** Runs one in a Flink inside this process. */
  static Report run(
      JobSettings settings, Instant from, Instant to, List<String> candidate, List<String> current)
      throws Exception {
    StreamExecutionEnvironment environment = History.environment(settings.parallelism());
    CloseableIterator<Tally> tallies =
        History.rows(environment, settings, from, to)
            .flatMap(new Judge(candidate, current, History.nanos(from), History.nanos(to)))
            .returns(Types.POJO(Tally.class))
            .keyBy(Tally::key, Types.STRING)
            .reduce(Tally::sum)
            .collectAsync();
    JobClient job = environment.executeAsync("backtest");
    List<Tally> all = new ArrayList<>();
    try (tallies) {
      tallies.forEachRemaining(all::add);
    }
    Long calls = job.getJobExecutionResult().get().getAccumulatorResult(Judge.CALLS);
    all.sort(Comparator.comparing(Tally::key));
    return new Report(calls == null ? 0 : calls, all);
  }

  private static ObjectNode tree(Report report) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("calls", report.calls());
    ArrayNode rules = tree.putArray("rules");
    Map<String, List<Tally>> byRule = new TreeMap<>();
    report
        .tallies()
        .forEach(one -> byRule.computeIfAbsent(one.rule, rule -> new ArrayList<>()).add(one));
    byRule.forEach((rule, tallies) -> rules.add(ofRule(rule, tallies)));
    return tree;
  }

  private static ObjectNode ofRule(String rule, List<Tally> tallies) {
    ObjectNode json = JSON.createObjectNode().put("rule", rule);
    json.put("alerts", sum(tallies, "new") + sum(tallies, "same"));
    for (String verdict : List.of("new", "gone", "same")) {
      json.put(verdict, sum(tallies, verdict));
    }
    ObjectNode workloads = json.putObject("workloads");
    Map<String, ObjectNode> byWorkload = new TreeMap<>();
    for (Tally tally : tallies) {
      byWorkload
          .computeIfAbsent(tally.workload, name -> workloads.putObject(name))
          .put(tally.verdict, tally.count);
    }
    ArrayNode samples = json.putArray("samples");
    tallies.stream()
        .sorted(Comparator.comparingLong(tally -> tally.sampleTimeNs))
        .limit(SAMPLES)
        .forEach(
            tally ->
                samples
                    .addObject()
                    .put("time_ns", Long.toString(tally.sampleTimeNs))
                    .put("verdict", tally.verdict)
                    .put("workload", tally.workload)
                    .put("record", tally.sampleRecord)
                    .put("output", tally.sampleOutput));
    return json;
  }

  private static long sum(List<Tally> tallies, String verdict) {
    return tallies.stream()
        .filter(tally -> tally.verdict.equals(verdict))
        .mapToLong(tally -> tally.count)
        .sum();
  }
}
