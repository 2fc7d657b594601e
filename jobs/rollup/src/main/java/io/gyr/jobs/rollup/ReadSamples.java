package io.gyr.jobs.rollup;

import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.jobs.runtime.StageCounters;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.EnrichedMetric;
import io.gyr.schemas.record.MetricSample;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import io.gyr.timeseries.SeriesId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes samples and names their series. A series is what the agent saw (name and labels); the
 * resource attributes are kept with it, with the underscores that Prometheus wants in label names,
 * but where both have a label the agent's own stands. What is older than any chunk that can still
 * be corrected goes to the dead letters.
 */
@SuppressWarnings("NullAway.Init") // The transient fields are set when the task opens.
final class ReadSamples extends ProcessFunction<RawRecord, SeriesSample> {
  private static final long serialVersionUID = 1L;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final JobSettings settings;
  private transient StageCounters counters;
  private transient DeadLetters deadLetters;
  private transient RecordDecoder<EnrichedMetric> decoder;

  ReadSamples(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    Schemas schemas = new Schemas(settings);
    counters = new StageCounters(getRuntimeContext().getMetricGroup(), RollupJob.NAME);
    deadLetters = new DeadLetters(schemas, RollupJob.NAME);
    decoder = schemas.decoder(Topic.METRICS_ENRICHED);
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<SeriesSample> out) {
    counters.in();
    try {
      byte[] value = record.value();
      if (value == null) {
        throw new MalformedRecordException("no value", null);
      }
      SeriesSample sample = sample(decoder.decode(value));
      if (sample.timeMs + BuildChunks.LATENESS.toMillis() <= watermark(context)) {
        counters.deadLettered("too_old");
        context.output(
            DeadLetters.TAG,
            deadLetters.letter(
                record,
                "too_old",
                "taken "
                    + Instant.ofEpochMilli(sample.timeMs)
                    + ", more than "
                    + BuildChunks.LATENESS.toHours()
                    + " h before what else comes; import it instead"));
        return;
      }
      out.collect(sample);
      counters.out();
      counters.leftAt(sample.timeMs * NANOS_PER_MILLI);
    } catch (MalformedRecordException e) {
      counters.deadLettered("malformed");
      context.output(
          DeadLetters.TAG, deadLetters.letter(record, "malformed", String.valueOf(e.getMessage())));
    }
  }

  private static long watermark(Context context) {
    return context.timerService().currentWatermark();
  }

  private static SeriesSample sample(EnrichedMetric enriched) {
    MetricSample raw = enriched.getSample();
    TreeMap<String, String> labels = new TreeMap<>(raw.getLabels());
    for (Map.Entry<String, String> label : enriched.getLabels().entrySet()) {
      labels.putIfAbsent(label.getKey().replace('.', '_'), label.getValue());
    }
    TreeMap<String, String> identity = new TreeMap<>(raw.getLabels());
    identity.put("host_id", raw.getHostId());
    SeriesId id = SeriesId.of(raw.getName(), identity);
    SeriesSample sample = new SeriesSample();
    sample.seriesKey = id.toString();
    sample.series = id.bytes();
    sample.name = raw.getName();
    sample.kind = raw.getKind().name().toLowerCase(Locale.ROOT);
    sample.labels = labels;
    sample.timeMs = raw.getTimeMs();
    sample.value = raw.getValue();
    return sample;
  }
}
