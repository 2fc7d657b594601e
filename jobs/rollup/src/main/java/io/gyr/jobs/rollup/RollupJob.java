package io.gyr.jobs.rollup;

import io.gyr.component.Settings;
import io.gyr.jobs.rollup.backfill.CassandraChunks;
import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobEnvironment;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.KafkaInput;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.SampleTimes;
import io.gyr.schemas.Topic;
import io.gyr.sinks.cassandra.chunk.ChunkRow;
import io.gyr.sinks.cassandra.chunk.ChunkSink;
import io.gyr.sinks.iceberg.AggregateTable;
import io.gyr.sinks.iceberg.Lake;
import io.gyr.sinks.iceberg.MetricsInLake;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.flink.sink.IcebergSink;

/**
 * gyr.metrics.enriched into Cassandra: chunks of samples and of aggregates of all resolutions;
 * hours and days also into Iceberg, when they are final.
 */
public final class RollupJob {
  /** Name of the job and its consumer group. */
  public static final String NAME = "rollup";

  private RollupJob() {}

  /** Builds and submits the job. */
  public static void main(String[] arguments) throws Exception {
    JobSettings settings = Settings.fromArguments(JobSettings.class, arguments);
    StreamExecutionEnvironment environment = JobEnvironment.of(settings, NAME);
    build(environment, settings);
    environment.execute(NAME);
  }

  static void build(StreamExecutionEnvironment environment, JobSettings settings) {
    DataStream<RawRecord> records =
        KafkaInput.of(
            environment, settings, NAME, Topic.METRICS_ENRICHED, SampleTimes.watermarks(settings));
    SingleOutputStreamOperator<SeriesSample> samples = samples(records, settings);
    DeadLetters.collect(samples, settings, "samples");
    SingleOutputStreamOperator<ChunkRow> chunks = chunks(samples, settings);
    DeadLetters.collect(chunks, settings, "chunks");
    if (MetricsInLake.of(settings) != MetricsInLake.OFF) {
      archive(chunks, settings);
    }
    chunks.sinkTo(new ChunkSink(settings)).name("to Cassandra").uid("sink chunks");
  }

  /** Final windows into Iceberg. Commits come with those checkpoints that have rows. */
  static void archive(SingleOutputStreamOperator<ChunkRow> chunks, JobSettings settings) {
    Lake lake = new Lake(settings);
    archive(chunks.getSideOutput(FinalWindows.HOURS), AggregateTable.HOURS, lake);
    archive(chunks.getSideOutput(FinalWindows.DAYS), AggregateTable.DAYS, lake);
  }

  private static void archive(DataStream<RowData> rows, AggregateTable table, Lake lake) {
    IcebergSink.forRowData(rows)
        .table(table.in(lake))
        .tableLoader(lake.loader(table.table()))
        .uidSuffix(table.table())
        .append();
  }

  /** The samples of records of gyr.metrics.enriched. */
  static SingleOutputStreamOperator<SeriesSample> samples(
      DataStream<RawRecord> records, JobSettings settings) {
    return records
        .process(new ReadSamples(settings))
        .returns(SeriesSampleSerializer.TYPE)
        .name("samples")
        .uid("samples");
  }

  /** What is to be written of them. */
  static SingleOutputStreamOperator<ChunkRow> chunks(
      SingleOutputStreamOperator<SeriesSample> samples, JobSettings settings) {
    DataStream<ImportedChunk> imported =
        samples
            .getSideOutput(ReadSamples.BACKFILL)
            .keyBy(SeriesSample::series, SeriesIdSerializer.TYPE)
            .process(new Backfill(settings, CassandraChunks::new))
            .returns(TypeInformation.of(ImportedChunk.class))
            .name("backfill")
            .uid("backfill");
    return samples
        .keyBy(SeriesSample::series, SeriesIdSerializer.TYPE)
        .connect(imported.keyBy(ImportedChunk::series, SeriesIdSerializer.TYPE))
        .process(new BuildChunks(settings))
        .returns(TypeInformation.of(ChunkRow.class))
        .name("chunks")
        .uid("chunks");
  }
}
