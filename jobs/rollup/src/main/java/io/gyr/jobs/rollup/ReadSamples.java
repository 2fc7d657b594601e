package io.gyr.jobs.rollup;

import com.dynatrace.hash4j.hashing.HashValue128;
import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.jobs.runtime.StageCounters;
import io.gyr.schemas.SampleOrigin;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.EnrichedMetric;
import io.gyr.schemas.record.Histogram;
import io.gyr.schemas.record.MetricSample;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import io.gyr.schemas.wire.RecordEncoder;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.histogram.NativeHistogram;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Names the series of samples. A series is what the agent saw (name, labels and host); the resource
 * attributes are kept with it, with the underscores that Prometheus wants in label names, but where
 * both have a label the agent's own stands. What is older than any chunk that can still be
 * corrected goes to the dead letters, or to {@link Backfill} if it was imported as such.
 *
 * <p>How it works: a series that was seen lately is known by a hash of the bytes that say which it
 * is, and nothing but time and value of its samples is decoded. The first sample that this task
 * sees of a series, the first of each day, and one an hour are decoded whole and introduce it; so
 * whoever comes behind may forget everything when this does, which is when the job starts again.
 */
@SuppressWarnings("NullAway.Init") // The transient fields are set when the task opens.
final class ReadSamples extends ProcessFunction<RawRecord, SeriesSample> {
  /** Imported samples of spans that nothing else can change any more. */
  static final OutputTag<SeriesSample> BACKFILL =
      new OutputTag<>("backfill", SeriesSampleSerializer.TYPE);

  private static final long serialVersionUID = 1L;
  private static final long SPAN_MS = Resolution.FULL.span().toMillis();
  private static final long LATENESS_MS = BuildChunks.LATENESS.toMillis();
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** About 100 bytes each. */
  private static final int KNOWN = 1 << 20;

  private final JobSettings settings;
  private transient StageCounters counters;
  private transient DeadLetters deadLetters;
  private transient RecordDecoder<EnrichedMetric> decoder;
  private transient RecordEncoder<EnrichedMetric> encoder;
  private transient int todaysId;
  private transient SampleBytes bytes;
  private transient SeriesCache known;

  ReadSamples(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    Schemas schemas = new Schemas(settings);
    counters = new StageCounters(getRuntimeContext().getMetricGroup(), RollupJob.NAME);
    deadLetters = new DeadLetters(schemas, RollupJob.NAME);
    decoder = schemas.decoder(Topic.METRICS_ENRICHED);
    encoder = schemas.encoder(Topic.METRICS_ENRICHED);
    todaysId = schemas.id(Topic.METRICS_ENRICHED);
    bytes = new SampleBytes();
    known = new SeriesCache(KNOWN);
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<SeriesSample> out) {
    counters.in();
    try {
      byte[] value = today(record.value());
      HashValue128 hash = bytes.read(value);
      long timeMs = bytes.timeMs;
      if (bytes.origin == SampleOrigin.BACKFILL && !bytes.hasHistogram) {
        readBackfill(hash, value, context, out);
        return;
      }
      if (timeMs + LATENESS_MS <= context.timerService().currentWatermark()) {
        refuseOld(record, timeMs, context);
        return;
      }
      out.collect(sample(hash, value));
      counters.out();
      counters.leftAt(timeMs * NANOS_PER_MILLI);
    } catch (MalformedRecordException e) {
      counters.deadLettered("malformed");
      context.output(
          DeadLetters.TAG, deadLetters.letter(record, "malformed", String.valueOf(e.getMessage())));
    }
  }

  /** In today's schema; what the enrichment wrote before it was renewed is written anew. */
  private byte[] today(byte @org.jspecify.annotations.Nullable [] value) {
    if (value == null) {
      throw new MalformedRecordException("no value", null);
    }
    return RecordDecoder.schemaId(value) == todaysId
        ? value
        : encoder.encode(decoder.decode(value));
  }

  private void refuseOld(RawRecord record, long timeMs, Context context) {
    counters.deadLettered("too_old");
    String detail =
        "taken "
            + Instant.ofEpochMilli(timeMs)
            + ", more than "
            + BuildChunks.LATENESS.toHours()
            + " h before what else comes; import it with --backfill instead";
    context.output(DeadLetters.TAG, deadLetters.letter(record, "too_old", detail));
  }

  /** What is imported goes the way of all samples as long as its span can still be corrected. */
  private void readBackfill(
      HashValue128 hash, byte[] value, Context context, Collector<SeriesSample> out) {
    long endMs = Windows.startOf(bytes.timeMs, SPAN_MS) + SPAN_MS;
    if (BuildChunks.isFinal(endMs, Backfill.timeMs(context.timerService()))) {
      context.output(BACKFILL, backfillSample(hash, value));
    } else {
      out.collect(sample(hash, value));
    }
    counters.out();
  }

  private SeriesSample backfillSample(HashValue128 hash, byte[] value) {
    long high = hash.getMostSignificantBits();
    long low = hash.getLeastSignificantBits();
    KnownSeries series = known.get(high, low);
    if (series != null && !series.introducesToBackfill(System.currentTimeMillis())) {
      return new SeriesSample(series.id, bytes.timeMs, bytes.value, null, null);
    }
    EnrichedMetric enriched = decoder.decode(value);
    if (series == null) {
      series = new KnownSeries(id(enriched.getSample()));
      series.introducesToBackfill(System.currentTimeMillis());
      known.put(high, low, series);
    }
    return new SeriesSample(series.id, bytes.timeMs, bytes.value, null, introduction(enriched));
  }

  private SeriesSample sample(HashValue128 hash, byte[] value) {
    long high = hash.getMostSignificantBits();
    long low = hash.getLeastSignificantBits();
    KnownSeries series = known.get(high, low);
    boolean introduces = series == null || series.introduces(bytes.timeMs);
    if (series != null && !introduces && !bytes.hasHistogram) {
      return new SeriesSample(series.id, bytes.timeMs, bytes.value, null, null);
    }
    EnrichedMetric enriched = decoder.decode(value);
    Histogram histogram = enriched.getSample().getHistogram();
    NativeHistogram read = histogram == null ? null : ReadHistogram.of(histogram);
    if (series == null) {
      series = new KnownSeries(id(enriched.getSample()));
      series.introduces(bytes.timeMs);
      known.put(high, low, series);
    }
    return new SeriesSample(
        series.id, bytes.timeMs, bytes.value, read, introduces ? introduction(enriched) : null);
  }

  private static SeriesId id(MetricSample sample) {
    TreeMap<String, String> identity = new TreeMap<>(sample.getLabels());
    identity.put("host_id", sample.getHostId());
    return SeriesId.of(sample.getName(), identity);
  }

  /** Samples that no agent took, as those of remote write, are limited by their job. */
  private static String agent(MetricSample sample) {
    return sample.getHostId().isEmpty()
        ? "of job " + sample.getLabels().getOrDefault("job", "")
        : sample.getHostId();
  }

  private static Introduction introduction(EnrichedMetric enriched) {
    MetricSample sample = enriched.getSample();
    TreeMap<String, String> labels = new TreeMap<>(sample.getLabels());
    for (Map.Entry<String, String> label : enriched.getLabels().entrySet()) {
      labels.putIfAbsent(label.getKey().replace('.', '_'), label.getValue());
    }
    String kind = sample.getKind().name().toLowerCase(Locale.ROOT);
    return new Introduction(agent(sample), sample.getName(), kind, labels);
  }
}
