package io.gyr.jobs.rollup;

import io.gyr.jobs.runtime.JobSettings;
import io.gyr.sinks.cassandra.chunk.ChunkRow;
import io.gyr.timeseries.SeriesId;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** {@link BuildChunks} as Flink runs it; both inputs are at the same time. */
final class ChunksHarness
    extends KeyedTwoInputStreamOperatorTestHarness<
        SeriesId, SeriesSample, ImportedChunk, ChunkRow> {
  ChunksHarness(JobSettings settings) throws Exception {
    super(
        new KeyedCoProcessOperator<>(new BuildChunks(settings)),
        SeriesSample::series,
        ImportedChunk::series,
        SeriesIdSerializer.TYPE);
  }

  void processElement(SeriesSample sample, long timestamp) throws Exception {
    processElement1(new StreamRecord<>(sample, timestamp));
  }

  void processElement(ImportedChunk imported) throws Exception {
    processElement2(new StreamRecord<>(imported));
  }

  void processWatermark(long timestamp) throws Exception {
    processWatermark1(new Watermark(timestamp));
    processWatermark2(new Watermark(timestamp));
  }
}
