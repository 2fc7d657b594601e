package io.gyr.jobs.rules;

import io.gyr.jobs.runtime.EventId;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Event;
import io.gyr.schemas.wire.RecordDecoder;
import io.gyr.schemas.wire.RecordEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Shows the first of many like alerts at once, and what follows within a window as one "N more".
 *
 * <p>How it works. The first alert of a key passes and opens a window of event time. Those that
 * follow within it pass too, so that every match is kept, but carry the id of the summary that
 * counts them ({@code aggregated_into}), by which readers leave them out of what they show. The
 * summary is made when the window is over: with the next alert of the key that is beyond it, or
 * when as much time has passed on the clock. (A watermark would not do: one host with its clock
 * ahead would end the windows of all others, and a host that fell silent would never end its own.)
 * The window is remembered for its length once more; an alert for it that comes so late restates
 * the summary, under the same id and a higher version.
 *
 * <p>The count is exact under replays: it is part of the checkpoint with the sources' positions,
 * and of what another stage sent twice the second is dropped, known by its place in its agent's
 * queue, which only rises along a key.
 */
@SuppressWarnings("NullAway.Init") // The transient fields are set when the task opens.
final class Floods extends KeyedProcessFunction<String, Tuple2<String, RawRecord>, RawRecord> {
  private static final long serialVersionUID = 1L;

  private final JobSettings settings;
  private final long windowNs;
  private transient ValueState<FloodWindow> state;
  private transient RecordDecoder<Event> decoder;
  private transient RecordEncoder<Event> encoder;
  private transient Counter aggregated;
  private transient Counter duplicates;

  Floods(JobSettings settings) {
    this.settings = settings;
    this.windowNs = TimeUnit.MILLISECONDS.toNanos(settings.rulesFloodWindowMs());
  }

  @Override
  public void open(OpenContext context) {
    Schemas schemas = new Schemas(settings);
    decoder = schemas.decoder(Topic.EVENTS);
    encoder = schemas.encoder(Topic.EVENTS);
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("window", Types.POJO(FloodWindow.class)));
    aggregated = getRuntimeContext().getMetricGroup().counter("gyr_alerts_aggregated_total");
    duplicates = getRuntimeContext().getMetricGroup().counter("gyr_alerts_duplicate_total");
  }

  @Override
  public void processElement(
      Tuple2<String, RawRecord> alert, Context context, Collector<RawRecord> out) throws Exception {
    Event event = decoder.decode(value(alert.f1));
    String[] place = event.getRecords().get(0).split("/");
    long epoch = Long.parseLong(place[place.length - 2]);
    long sequence = Long.parseLong(place[place.length - 1]);
    FloodWindow window = state.value();
    if (window != null && window.isSeen(epoch, sequence)) {
      duplicates.inc();
      return;
    }
    if (window == null || Math.abs(event.getTimeNs() - window.beginNs) >= windowNs) {
      if (window != null) {
        summarize(context.getCurrentKey(), window, out);
        context.timerService().deleteProcessingTimeTimer(window.wakeMs);
      }
      window = new FloodWindow();
      window.beginNs = event.getTimeNs();
      window.first = value(alert.f1);
      out.collect(alert.f1);
      wake(window, context);
    } else {
      window.more++;
      aggregated.inc();
      event.setAggregatedInto(id(context.getCurrentKey(), window.beginNs));
      out.collect(record(event));
    }
    window.endNs = Math.max(window.endNs, event.getTimeNs());
    window.saw(epoch, sequence);
    state.update(window);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<RawRecord> out)
      throws Exception {
    FloodWindow window = state.value();
    if (window == null) {
      return;
    }
    if (window.more > window.summedUp) {
      summarize(context.getCurrentKey(), window, out);
      wake(window, context);
      state.update(window);
    } else {
      state.clear();
    }
  }

  private void wake(FloodWindow window, Context context) {
    long now = context.timerService().currentProcessingTime();
    window.wakeMs = now + settings.rulesFloodWindowMs();
    context.timerService().registerProcessingTimeTimer(window.wakeMs);
  }

  /** Gives the summary out, unless it has nothing to add to what was given before. */
  private void summarize(String key, FloodWindow window, Collector<RawRecord> out) {
    if (window.more > window.summedUp) {
      Event summary = decoder.decode(window.first);
      summary.setId(id(key, window.beginNs));
      summary.setEndTimeNs(window.endNs);
      summary.setCount(window.more);
      // The count rises with each restatement, so it is the version too.
      summary.setVersion(window.more);
      summary.setRecords(List.of());
      summary.setDescription(
          window.more + " more in " + inWords(windowNs) + ": " + summary.getDescription());
      window.summedUp = window.more;
      out.collect(record(summary));
    }
  }

  private static String id(String key, long beginNs) {
    return EventId.of("flood", key, Long.toString(beginNs));
  }

  private static String inWords(long nanos) {
    Duration length = Duration.ofNanos(nanos);
    return length.toSeconds() % 60 == 0 && length.toMinutes() > 0
        ? length.toMinutes() == 1 ? "1 minute" : length.toMinutes() + " minutes"
        : length.toMillis() / 1e3 + " seconds";
  }

  private RawRecord record(Event event) {
    byte[] key = event.getId().getBytes(StandardCharsets.UTF_8);
    return new RawRecord(Topic.EVENTS.topicName(), 0, 0, key, encoder.encode(event));
  }

  private static byte[] value(RawRecord record) {
    byte[] value = record.value();
    if (value == null) {
      throw new IllegalStateException("an event without a value");
    }
    return value;
  }
}
