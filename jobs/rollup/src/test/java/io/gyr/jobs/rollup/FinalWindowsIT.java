package io.gyr.jobs.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.jobs.runtime.JobEnvironment;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.RawRecordType;
import io.gyr.jobs.runtime.SampleTimes;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.jobs.runtime.fixture.SharedKafka;
import io.gyr.schemas.Topic;
import io.gyr.sinks.cassandra.chunk.ChunkRow;
import io.gyr.sinks.iceberg.AggregateTable;
import io.gyr.sinks.iceberg.Lake;
import io.gyr.standalone.SharedComponents;
import io.gyr.timeseries.chunk.ExposedSeries;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of two days is final, in real tables; what is not over when the job ends is not there. */
class FinalWindowsIT {
  private static final int SERIES = 3;
  private static final long HOUR_MS = 3_600_000;
  private static final int HOURS = 36;
  @TempDir Path dir;

  @Test
  void whatIsFinalIsThereOnceAndAJobWithoutStateAddsWhatIsNew() throws Exception {
    try (SharedKafka kafka = new SharedKafka(dir)) {
      JobSettings settings = settings(kafka);
      Lake lake = new Lake(settings);
      for (AggregateTable table : AggregateTable.values()) {
        // A build before this one may have left its rows.
        table.in(lake).newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
      }
      run(settings, HOURS);
      // The last span that is final ended six hours before the end.
      int hours = HOURS - 6;
      assertThat(counts(lake, AggregateTable.HOURS)).isEqualTo(expected(hours, HOUR_MS));
      assertThat(counts(lake, AggregateTable.DAYS)).isEqualTo(expected(24, 24 * HOUR_MS));

      run(settings, HOURS + 4);
      assertThat(counts(lake, AggregateTable.HOURS)).isEqualTo(expected(hours + 4, HOUR_MS));
      assertThat(counts(lake, AggregateTable.DAYS)).isEqualTo(expected(24, 24 * HOUR_MS));
      for (Record row : rows(lake, AggregateTable.HOURS)) {
        assertThat(row.getField("metric").toString()).startsWith("node_metric_of_some_length_");
        assertThat(row.getField("labels").toString()).contains("mode=system");
        assertThat((Double) row.getField("min")).isLessThanOrEqualTo((Double) row.getField("max"));
        assertThat(row.getField("kind")).isIn("gauge", "counter");
      }
    }
  }

  private static Map<String, Integer> expected(int hours, long windowMs) {
    Map<String, Integer> expected = new TreeMap<>();
    for (long at = 0; at < hours * HOUR_MS; at += windowMs) {
      long startMs = EnrichedSamples.START_MS + at;
      expected.put(Instant.ofEpochMilli(startMs) + " " + windowMs / ExposedSeries.STEP_MS, SERIES);
    }
    return expected;
  }

  /** How many rows there are of each window, with the number of samples. */
  private static Map<String, Integer> counts(Lake lake, AggregateTable table) throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    for (Record row : rows(lake, table)) {
      OffsetDateTime time = (OffsetDateTime) row.getField("time");
      counts.merge(time.toInstant() + " " + row.getField("count"), 1, Integer::sum);
    }
    return counts;
  }

  private static List<Record> rows(Lake lake, AggregateTable table) throws Exception {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> all = IcebergGenerics.read(table.in(lake)).build()) {
      all.forEach(rows::add);
    }
    return rows;
  }

  private static void run(JobSettings settings, int hours) throws Exception {
    StreamExecutionEnvironment environment = JobEnvironment.of(settings, "final windows", 500);
    environment.setParallelism(1);
    EnrichedSamples samples =
        new EnrichedSamples(SERIES, new Schemas(settings).id(Topic.METRICS_ENRICHED));
    long last = hours * HOUR_MS / ExposedSeries.STEP_MS * SERIES + 60 * SERIES;
    DataStream<RawRecord> records =
        environment
            .fromSequence(0, last)
            .map(samples::record)
            .returns(RawRecordType.INSTANCE)
            .assignTimestampsAndWatermarks(eachSample(settings));
    SingleOutputStreamOperator<ChunkRow> rows =
        RollupJob.chunks(RollupJob.samples(records, settings), settings);
    rows.sinkTo(new DiscardingSink<>());
    RollupJob.archive(rows, settings);
    environment.execute();
  }

  /** Event time that goes on with each sample, so that all of it is over before the end. */
  private static WatermarkStrategy<RawRecord> eachSample(JobSettings settings) {
    WatermarkStrategy<RawRecord> times = SampleTimes.watermarks(settings);
    return WatermarkStrategy.<RawRecord>forGenerator(context -> new EachSample())
        .withTimestampAssigner(times::createTimestampAssigner);
  }

  private static final class EachSample implements WatermarkGenerator<RawRecord> {
    @Override
    public void onEvent(RawRecord record, long timestamp, WatermarkOutput output) {
      output.emitWatermark(new Watermark(timestamp - 1));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  private JobSettings settings(SharedKafka kafka) {
    SharedComponents components = SharedComponents.get();
    Path warehouse = components.dir().resolve("windows-" + UUID.randomUUID());
    return kafka.settings(
        Map.of(
            "iceberg.catalog_url", components.postgresUrl("iceberg"),
            "iceberg.catalog_user", "gyr",
            "iceberg.catalog_password", components.postgresPassword(),
            "iceberg.warehouse", warehouse.toUri().toString()));
  }
}
