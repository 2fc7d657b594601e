package io.gyr.sinks.opensearch;

import io.gyr.jobs.runtime.DeadLetterProducer;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.jobs.runtime.StageCounters;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Event;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers events for at most {@value #LONGEST_WAIT_MS} ms or {@value #LARGEST_BULK} documents and
 * indexes them with one request. What OpenSearch has no room for is tried again with growing
 * pauses; after a minute the task fails and Flink starts it again from its checkpoint. What it
 * rejects for good goes to the dead letters.
 */
final class EventIndexWriter implements SinkWriter<RawRecord> {
  private static final Logger log = LoggerFactory.getLogger(EventIndexWriter.class);
  static final int LARGEST_BULK = 500;
  static final long LONGEST_WAIT_MS = 50;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long A_MONTH_NS = Duration.ofDays(31).toNanos();
  private static final int TRIES = 12;
  private static final long LONGEST_PAUSE_MS = 10_000;

  /** An event that is waiting, with the record to bury if it is rejected. */
  private record Waiting(RawRecord record, Event event) {}

  private final StageCounters counters;
  private final DeadLetterProducer deadLetters;
  private final RecordDecoder<Event> decoder;
  private final OpenSearchBulk bulk;
  private final ProcessingTimeService time;
  private List<Waiting> waiting = new ArrayList<>();
  private boolean timerSet;

  EventIndexWriter(JobSettings settings, WriterInitContext context) throws IOException {
    Schemas schemas = new Schemas(settings);
    counters = new StageCounters(context.metricGroup(), EventIndexSink.STAGE);
    deadLetters = new DeadLetterProducer(settings, schemas, EventIndexSink.STAGE);
    decoder = schemas.decoder(Topic.EVENTS);
    bulk = new OpenSearchBulk(settings.opensearchUrl());
    time = context.getProcessingTimeService();
    try {
      bulk.putTemplate();
      long nowNs = System.currentTimeMillis() * NANOS_PER_MILLI;
      bulk.createIndex(nowNs);
      bulk.createIndex(nowNs + A_MONTH_NS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void write(RawRecord record, Context context) throws IOException, InterruptedException {
    counters.in();
    try {
      byte[] value = record.value();
      if (value == null) {
        throw new MalformedRecordException("no value", null);
      }
      waiting.add(new Waiting(record, decoder.decode(value)));
    } catch (MalformedRecordException e) {
      bury(record, "malformed", String.valueOf(e.getMessage()));
      return;
    }
    if (waiting.size() >= LARGEST_BULK) {
      index();
    } else if (!timerSet) {
      timerSet = true;
      time.registerTimer(
          time.getCurrentProcessingTime() + LONGEST_WAIT_MS,
          now -> {
            timerSet = false;
            index();
          });
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    index();
    deadLetters.flush();
  }

  private void index() throws IOException, InterruptedException {
    long pause = 100;
    for (int attempt = 1; !waiting.isEmpty(); attempt++) {
      String problem;
      try {
        int before = waiting.size();
        waiting = send(waiting);
        if (waiting.isEmpty()) {
          return;
        }
        problem = waiting.size() + " of " + before + " documents were put off";
      } catch (IOException e) {
        problem = e.toString();
      }
      if (attempt == TRIES) {
        throw new IOException("OpenSearch takes no events: " + problem);
      }
      log.warn("OpenSearch: {}, next try in {} ms", problem, pause);
      Thread.sleep(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  }

  /** Sends a batch and returns those that must be sent again. */
  private List<Waiting> send(List<Waiting> batch) throws IOException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(batch.size() << 10);
    for (Waiting one : batch) {
      EventDocument.write(one.event, body);
    }
    List<Waiting> again = new ArrayList<>();
    List<OpenSearchBulk.Item> items;
    try {
      items = bulk.send(body.toByteArray());
    } catch (OpenSearchBulk.RefusedException e) {
      // One document spoils the request, an id that is too long for one: halve it until it is
      // alone.
      if (batch.size() == 1) {
        bury(batch.get(0).record, "rejected", String.valueOf(e.getMessage()));
      } else {
        int half = batch.size() / 2;
        again.addAll(send(batch.subList(0, half)));
        again.addAll(send(batch.subList(half, batch.size())));
      }
      return again;
    }
    for (int i = 0; i < batch.size(); i++) {
      Waiting one = batch.get(i);
      switch (items.get(i).outcome()) {
        case STORED -> {
          counters.out();
          counters.leftAt(one.event.getTimeNs());
        }
        case AGAIN -> again.add(one);
        case REJECTED -> bury(one.record, "rejected", items.get(i).reason());
      }
    }
    return again;
  }

  private void bury(RawRecord record, String reason, String detail) {
    counters.deadLettered(reason);
    deadLetters.send(record, reason, detail);
  }

  @Override
  public void close() {
    deadLetters.close();
  }
}
