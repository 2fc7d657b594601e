package io.gyr.jobs.rollup;

import io.gyr.component.Settings;
import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobEnvironment;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.KafkaInput;
import io.gyr.jobs.runtime.SampleTimes;
import io.gyr.schemas.Topic;
import io.gyr.sinks.cassandra.MetricRow;
import io.gyr.sinks.cassandra.MetricSink;
import io.gyr.sinks.cassandra.chunk.ChunkRow;
import io.gyr.sinks.cassandra.chunk.ChunkSink;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * gyr.metrics.enriched into Cassandra: every sample as it is and one aggregate a minute in rows;
 * and beside them chunks of samples and of aggregates of all resolutions, which will take their
 * place.
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
    SingleOutputStreamOperator<SeriesSample> samples =
        KafkaInput.of(
                environment,
                settings,
                NAME,
                Topic.METRICS_ENRICHED,
                SampleTimes.watermarks(settings))
            .process(new ReadSamples(settings))
            .returns(TypeInformation.of(SeriesSample.class))
            .name("samples")
            .uid("samples");
    DeadLetters.collect(samples, settings, "samples");
    samples
        .keyBy(sample -> sample.seriesKey)
        .process(new Rollup())
        .returns(TypeInformation.of(MetricRow.class))
        .name("rollup")
        .uid("rollup")
        .sinkTo(new MetricSink(settings))
        .name("to Cassandra")
        .uid("sink Cassandra");
    samples
        .keyBy(sample -> sample.seriesKey)
        .process(new BuildChunks())
        .returns(TypeInformation.of(ChunkRow.class))
        .name("chunks")
        .uid("chunks")
        .sinkTo(new ChunkSink(settings))
        .name("chunks to Cassandra")
        .uid("sink chunks");
  }
}
