package io.gyr.jobs.rollup;

import io.gyr.jobs.runtime.JobEnvironment;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.RawRecordType;
import io.gyr.jobs.runtime.SampleTimes;
import io.gyr.jobs.runtime.fixture.FakeRegistry;
import io.gyr.schemas.Topic;
import io.gyr.sinks.cassandra.chunk.ChunkRow;
import java.lang.management.ManagementFactory;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;

/**
 * Measures, and is no part of the build: {@code benchmarks/rollup-job.sh} runs it. How many samples
 * per CPU second the rollup job carries without Kafka and Cassandra. CPU is that of the whole
 * process, with making the records, garbage collection, the compiler and a checkpoint every ten
 * seconds. The short run goes first, to warm up, and then once more: what it takes then, the start
 * of Flink above all, is taken off the long run.
 */
class JobThroughput {
  @Test
  void theJobWithoutKafkaAndCassandra() throws Exception {
    int series = Integer.getInteger("gyr.series", 1_400);
    try (FakeRegistry registry = new FakeRegistry()) {
      EnrichedSamples samples = new EnrichedSamples(series, registry.id(Topic.METRICS_ENRICHED));
      long few = Long.getLong("gyr.few", 150) * series;
      long many = Long.getLong("gyr.many", 1_500) * series;
      makeOnly(samples, many);
      run(registry.settings(), samples, few);
      double before = run(registry.settings(), samples, few);
      double all = run(registry.settings(), samples, many);
      System.out.printf(
          "%,d samples of %,d series: %,.0f per CPU second; after the first %,d: %,.0f%n",
          many, series, many / all, few, (many - few) / (all - before));
    }
  }

  private static void makeOnly(EnrichedSamples samples, long count) {
    double from = cpuSeconds();
    long bytes = 0;
    for (long i = 0; i < count; i++) {
      RawRecord record = samples.record(i);
      bytes += record.value() == null ? 0 : record.value().length;
    }
    double seconds = cpuSeconds() - from;
    System.out.printf(
        "making them alone: %.2f CPU seconds, %d bytes each%n", seconds, bytes / count);
  }

  private static double run(JobSettings settings, EnrichedSamples samples, long count)
      throws Exception {
    StreamExecutionEnvironment environment = JobEnvironment.of(settings, "throughput", 10_000);
    environment.setParallelism(1);
    Configuration once = new Configuration();
    once.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    environment.configure(once);
    DataStream<RawRecord> records =
        environment
            .fromSequence(0, count - 1)
            .map(samples::record)
            .returns(RawRecordType.INSTANCE)
            .assignTimestampsAndWatermarks(SampleTimes.watermarks(settings));
    DataStream<ChunkRow> rows = RollupJob.chunks(RollupJob.samples(records, settings), settings);
    rows.sinkTo(new DiscardingSink<>());
    double from = cpuSeconds();
    long began = System.nanoTime();
    environment.execute();
    double cpu = cpuSeconds() - from;
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf("%,d samples in %.1f s, %.1f CPU seconds%n", count, seconds, cpu);
    return cpu;
  }

  private static double cpuSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }
}
