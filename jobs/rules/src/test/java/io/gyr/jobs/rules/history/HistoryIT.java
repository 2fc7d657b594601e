package io.gyr.jobs.rules.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.fixture.SharedKafka;
import io.gyr.jobs.runtime.fixture.TestRecords;
import io.gyr.rules.backtest.BacktestReport;
import io.gyr.rules.explain.Explanation;
import io.gyr.rules.explain.Explanation.Answer;
import io.gyr.schemas.record.EnrichedSyscall;
import io.gyr.sinks.iceberg.Lake;
import io.gyr.sinks.iceberg.SyscallTable;
import io.gyr.standalone.SharedComponents;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.IcebergSink;
import org.junit.jupiter.api.Test;

/** The table may have rows of other tests: the processes of this one have names of their own. */
class HistoryIT {
  private static final String RULE =
      """
      - rule: %s
        desc: d
        condition: evt.type=execve and proc.name in (%s)
        output: "%%proc.name was started"
        priority: ERROR
      """;

  private final Path dir = SharedComponents.get().dir().resolve("history");
  private final String host = UUID.randomUUID().toString();
  private final String bash = "bash-" + host.substring(0, 8);
  private final String cat = "cat-" + host.substring(0, 8);
  private final String zsh = "zsh-" + host.substring(0, 8);

  @Test
  void rulesAreRunOverWhatWasRecordedAndComparedWithThoseInForce() throws Exception {
    try (SharedKafka kafka = new SharedKafka(dir)) {
      JobSettings settings = settings(kafka);
      record(settings, bash, zsh, cat, zsh, bash);
      String rule = "Shell of " + host;
      Instant first = Instant.ofEpochMilli(TestRecords.TIME_MS);
      BacktestReport report =
          Backtest.run(
              settings,
              first,
              first.plusNanos(5),
              List.of(RULE.formatted(rule, zsh + ", " + cat)),
              List.of(RULE.formatted(rule, bash + ", " + zsh)));
      // The fifth call is the first that is too late.
      assertThat(report.calls()).isGreaterThanOrEqualTo(4);
      assertThat(report.tallies())
          .filteredOn(tally -> tally.sampleRecord.startsWith(host))
          .extracting(tally -> tally.verdict + " " + tally.count + " " + tally.sampleOutput)
          .containsExactly(
              "gone 1 " + bash + " was started",
              "new 1 " + cat + " was started",
              "same 2 " + zsh + " was started");
      assertThat(report.tallies())
          .filteredOn(tally -> tally.sampleRecord.startsWith(host))
          .allSatisfy(tally -> assertThat(tally.workload).isEqualTo("web-1"));

      String place = host + "/1700000000000000000/2";
      Optional<EnrichedSyscall> call = Explain.find(settings, place, first.plusNanos(2));
      assertThat(call).isPresent();
      Explanation explanation =
          Explain.explain(call.get(), rule, List.of(RULE.formatted(rule, zsh)));
      assertThat(explanation.answer()).isEqualTo(Answer.TRUE);
      assertThat(explanation.reasons().get(1).values())
          .containsExactly(new Explanation.Seen("proc.name", zsh));
      assertThat(Explain.read(Explain.json(call.get()))).isEqualTo(call.get());
      assertThat(Explain.find(settings, host + "/1/2", first.plusNanos(2))).isEmpty();
    }
  }

  private void record(JobSettings settings, String... processes) throws Exception {
    Lake lake = new Lake(settings);
    Table table = SyscallTable.in(lake);
    List<RowData> rows = new ArrayList<>();
    for (int i = 0; i < processes.length; i++) {
      rows.add(
          SyscallTable.row(
              TestRecords.enriched(TestRecords.syscall(host, i + 1, "execve", processes[i]))));
    }
    StreamExecutionEnvironment environment = History.environment(1);
    IcebergSink.forRowData(
            environment.fromCollection(
                rows, InternalTypeInfo.of(FlinkSchemaUtil.convert(table.schema()))))
        .table(table)
        .tableLoader(lake.loader(SyscallTable.NAME))
        .append();
    environment.execute("record");
  }

  private JobSettings settings(SharedKafka kafka) {
    SharedComponents components = SharedComponents.get();
    return kafka.settings(
        Map.of(
            "iceberg.catalog_url", components.postgresUrl("iceberg"),
            "iceberg.catalog_user", "gyr",
            "iceberg.catalog_password", components.postgresPassword(),
            "iceberg.warehouse", dir.resolve("warehouse").toUri().toString()));
  }
}
