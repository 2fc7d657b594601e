package io.gyr.agent.shipping;

import io.gyr.agent.RecordKind;
import io.gyr.agent.queue.QueueReader;
import io.gyr.agent.queue.RecordQueue;
import io.gyr.schemas.wire.MalformedRecordException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ships the queue to Kafka, one call of {@link #doWork} after the other on one thread.
 *
 * <p>How it works: entries are read in order, framed and given to an idempotent producer until the
 * bound of what may be on its way is reached; then they stay in the queue. Answers move the queue's
 * position, which is saved ten times a second. Whatever the cause, an entry without an answer is
 * sent again: after a restart, or when the producer failed for good and is replaced, from the saved
 * position on. Such a duplicate has the same sequence and the same bytes. When Kafka or the
 * registry is away the shipper asks again with growing pauses and goes on keeping the queue within
 * its cap.
 */
public final class Shipper implements AutoCloseable {
  static final int MAX_IN_FLIGHT_RECORDS = 1 << 15;
  static final long MAX_IN_FLIGHT_BYTES = 12L << 20;
  private static final int READS_PER_CYCLE = 512;
  private static final long UPKEEP_NANOS = 100_000_000L;
  private static final long SILENCE_NANOS = 10_000_000_000L;
  private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);

  private final RecordQueue queue;
  private final QueueReader reader;
  private final String hostId;
  private final SchemaIds schemaIds;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final RecordKeys keys;
  private final Map<RecordKind, RecordFrame> frames = new EnumMap<>(RecordKind.class);
  private final Outage outage = new Outage();
  private InFlight inFlight = newInFlight();
  private @Nullable Producer<byte[], byte[]> producer;
  private boolean entryWaits;
  private long waitingTimeMillis;
  private long nextUpkeepNanos = System.nanoTime();
  private long lastAnswerNanos = nextUpkeepNanos;
  private volatile long lagMillis;

  /**
   * Makes a shipper that has not begun.
   *
   * @param queue what to ship; its reader is the shipper's from now on
   * @param hostId goes into each record
   * @param schemaIds where schema ids come from
   * @param producers makes a producer, again after one failed for good
   */
  public Shipper(
      RecordQueue queue,
      String hostId,
      SchemaIds schemaIds,
      Supplier<Producer<byte[], byte[]>> producers) {
    this.queue = queue;
    this.reader = queue.reader();
    this.hostId = hostId;
    this.schemaIds = schemaIds;
    this.producers = producers;
    this.keys = new RecordKeys(hostId);
  }

  /** Does what can be done now; returns how much that was, 0 when it is time to pause. */
  public int doWork() {
    int work = settle();
    long now = System.nanoTime();
    if (now - nextUpkeepNanos >= 0) {
      nextUpkeepNanos = now + UPKEEP_NANOS;
      upkeep(now);
    }
    if (outage.mayTry(now)) {
      work += send();
    }
    return work;
  }

  /** What keeps records from being shipped, null if nothing does. May be asked by any thread. */
  public @Nullable String trouble() {
    return outage.reason();
  }

  /** Age of the oldest record that has not arrived, 0 if all have. Asked by any thread. */
  public double lagSeconds() {
    return lagMillis / 1e3;
  }

  /** Sends and waits for answers until the queue is empty or {@code patience} is over. */
  public void drain(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() - end < 0 && outage.reason() == null) {
      if (doWork() > 0) {
        continue;
      }
      if (!unfinished()) {
        break;
      }
      LockSupport.parkNanos(500_000);
    }
    settle();
    queue.savePosition();
  }

  /** Lets go of the producer. What is on its way without an answer is shipped again next time. */
  @Override
  public void close() {
    settle();
    queue.savePosition();
    dropProducer();
  }

  private void upkeep(long now) {
    queue.savePosition();
    queue.keepWithinLimits(unfinished());
    if (inFlight.isEmpty()) {
      lastAnswerNanos = now;
    } else if (outage.reason() == null && now - lastAnswerNanos > SILENCE_NANOS) {
      outage.begin("Kafka has not answered for 10 s");
    }
    boolean waitingIsOldest = entryWaits && inFlight.isEmpty();
    long front = waitingIsOldest ? waitingTimeMillis : inFlight.frontTimeMillis();
    boolean behind = front > 0 && queue.counts().unsent() > 0;
    lagMillis = behind ? Math.max(0, System.currentTimeMillis() - front) : 0;
  }

  private int settle() {
    int work = 0;
    if (inFlight.settle()) {
      queue.advance(
          inFlight.doneIndex(), inFlight.shipped(), inFlight.tooLarge(), inFlight.rejected());
      outage.over();
      lastAnswerNanos = System.nanoTime();
      work = 1;
    }
    Exception failure = inFlight.broken();
    if (failure != null) {
      beginAnew(failure);
    }
    return work;
  }

  private int send() {
    Producer<byte[], byte[]> to = producer;
    if (to == null) {
      try {
        to = producers.get();
      } catch (RuntimeException e) {
        outage.begin("no Kafka producer: " + e.getMessage());
        return 0;
      }
      producer = to;
    }
    int sent = 0;
    while (sent < READS_PER_CYCLE && inFlight.hasRoom()) {
      if (!entryWaits && !reader.next()) {
        break;
      }
      entryWaits = true;
      if (!send(to)) {
        break;
      }
      entryWaits = false;
      sent++;
    }
    return sent;
  }

  /** Sends the entry that the reader stands at; false if it has to wait. */
  private boolean send(Producer<byte[], byte[]> to) {
    RecordKind kind = reader.kind();
    if (kind == null) {
      inFlight.add(reader.index(), 0, 0).reject();
      return true;
    }
    byte[] body = reader.buffer();
    int offset = reader.bodyOffset();
    int length = reader.bodyLength();
    byte[] key;
    long time;
    try {
      key = keys.key(kind, body, offset, length);
      time = keys.timeMillis(kind, body, offset, length);
    } catch (MalformedRecordException e) {
      inFlight.add(reader.index(), 0, 0).reject();
      return true;
    }
    waitingTimeMillis = time;
    RecordFrame frame = frame(kind);
    if (frame == null) {
      return false;
    }
    byte[] value = frame.value(reader.index(), body, offset, length);
    InFlight.Slot slot = inFlight.add(reader.index(), value.length, time);
    try {
      to.send(new ProducerRecord<>(kind.topic().topicName(), key, value), slot);
    } catch (RuntimeException e) {
      slot.onCompletion(null, e);
    }
    Exception failure = slot.failure();
    if (failure instanceof TimeoutException) {
      // The topic's leaders are not known: the producer refused this entry and keeps the others.
      inFlight.removeLast();
      outage.begin("Kafka does not answer: " + failure.getMessage());
      return false;
    }
    return true;
  }

  private @Nullable RecordFrame frame(RecordKind kind) {
    RecordFrame frame = frames.get(kind);
    if (frame == null) {
      try {
        frame = new RecordFrame(kind, schemaIds.id(kind), hostId, queue.epochNanos());
      } catch (RuntimeException e) {
        outage.begin("the Schema Registry does not answer: " + e.getMessage());
        return null;
      }
      frames.put(kind, frame);
    }
    return frame;
  }

  private void beginAnew(Exception failure) {
    LOG.warn("the Kafka producer failed and is replaced: {}", failure.toString());
    dropProducer();
    inFlight = newInFlight();
    reader.moveAfter(queue.position().index());
    entryWaits = false;
    outage.begin("the Kafka producer failed: " + failure.getMessage());
  }

  private void dropProducer() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private boolean unfinished() {
    return entryWaits || !inFlight.isEmpty();
  }

  private static InFlight newInFlight() {
    return new InFlight(MAX_IN_FLIGHT_RECORDS, MAX_IN_FLIGHT_BYTES);
  }
}
