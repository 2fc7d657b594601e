package io.gyr.jobs.rules.history;

import io.gyr.component.Settings;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.rules.backtest.BacktestReport;
import io.gyr.rules.backtest.Tally;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private static final int OPERANDS = 4;

  private Backtest() {}

  /** Runs one and prints its report. */
  public static void main(String[] arguments) throws Exception {
    Instant from = Instant.parse(arguments[0]);
    Instant to = Instant.parse(arguments[1]);
    JobSettings settings =
        Settings.fromArguments(
            JobSettings.class, Arrays.copyOfRange(arguments, OPERANDS, arguments.length));
    BacktestReport report =
        run(settings, from, to, contents(Path.of(arguments[2])), contents(Path.of(arguments[3])));
    System.out.println(report.json());
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
  static BacktestReport run(
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
    return new BacktestReport(calls == null ? 0 : calls, all);
  }
}
