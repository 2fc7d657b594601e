package io.gyr.agent.shipping;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * The entries that were given to the producer and are not done.
 *
 * <p>How it works: a ring of slots in the order of the queue. The broker's answers come in any
 * order (each partition answers for itself) and from the producer's thread: each marks its own
 * slot, the only field shared between threads. The shipping thread takes finished slots off the
 * front, so what it reports is always an unbroken run and the position never passes an entry
 * without an answer. An answer that blames the record finishes its slot; any other failure breaks
 * the ring, and the shipper begins anew after the last finished entry.
 */
final class InFlight {
  private static final int PENDING = 0;
  private static final int SHIPPED = 1;
  private static final int TOO_LARGE = 2;
  private static final int REJECTED = 3;
  private static final int FAILED = 4;

  private final Slot[] slots;
  private final long maxBytes;
  private long head;
  private long tail;
  private long bytes;
  private long lastTimeMillis;

  private long doneIndex;
  private long shipped;
  private long tooLarge;
  private long rejected;

  /**
   * Makes an empty ring.
   *
   * @param maxRecords power of two
   * @param maxBytes sum of the values' lengths above which there is no room
   */
  InFlight(int maxRecords, long maxBytes) {
    this.maxBytes = maxBytes;
    slots = new Slot[maxRecords];
    for (int i = 0; i < maxRecords; i++) {
      slots[i] = new Slot();
    }
  }

  boolean hasRoom() {
    return tail - head < slots.length && bytes < maxBytes;
  }

  boolean isEmpty() {
    return head == tail;
  }

  /** Takes the next slot; its answer is expected. */
  Slot add(long index, int valueBytes, long timeMillis) {
    Slot slot = slots[(int) tail++ & (slots.length - 1)];
    slot.index = index;
    slot.valueBytes = valueBytes;
    slot.timeMillis = timeMillis;
    slot.state = PENDING;
    bytes += valueBytes;
    return slot;
  }

  /** Gives the slot that was taken last back, as if its entry had not been sent. */
  void removeLast() {
    bytes -= slots[(int) --tail & (slots.length - 1)].valueBytes;
  }

  /** Takes finished slots off the front; the accessors below tell what they were. */
  boolean settle() {
    shipped = 0;
    tooLarge = 0;
    rejected = 0;
    long first = head;
    while (head < tail) {
      Slot slot = slots[(int) head & (slots.length - 1)];
      int state = slot.state;
      if (state == PENDING || state == FAILED) {
        break;
      }
      switch (state) {
        case SHIPPED -> shipped++;
        case TOO_LARGE -> tooLarge++;
        default -> rejected++;
      }
      doneIndex = slot.index;
      lastTimeMillis = slot.timeMillis;
      bytes -= slot.valueBytes;
      head++;
    }
    return head != first;
  }

  /** Index of the last entry that {@link #settle} took off. */
  long doneIndex() {
    return doneIndex;
  }

  /** How many the last {@link #settle} found acknowledged. */
  long shipped() {
    return shipped;
  }

  /** How many the last {@link #settle} found too large for the broker. */
  long tooLarge() {
    return tooLarge;
  }

  /** How many the last {@link #settle} found rejected for another fault of their own. */
  long rejected() {
    return rejected;
  }

  /** Time of the oldest entry without an answer, else of the last one done; 0 before the first. */
  long frontTimeMillis() {
    return isEmpty() ? lastTimeMillis : slots[(int) head & (slots.length - 1)].timeMillis;
  }

  /** Why the oldest entry was not sent though it could be: a new producer is needed, or null. */
  @Nullable Exception broken() {
    return isEmpty() ? null : slots[(int) head & (slots.length - 1)].failure();
  }

  /** One entry on its way. */
  final class Slot implements Callback {
    private long index;
    private int valueBytes;
    private long timeMillis;
    private @Nullable Exception failure; // Written before the state, read after it.
    private volatile int state;

    /** Why the producer gave the entry up through no fault of the entry, null if it did not. */
    @Nullable Exception failure() {
      return state == FAILED ? failure : null;
    }

    /** Finishes the slot of an entry that cannot even be sent. */
    void reject() {
      state = REJECTED;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception answer) {
      if (answer == null) {
        state = SHIPPED;
      } else if (answer instanceof RecordTooLargeException) {
        state = TOO_LARGE;
      } else if (answer instanceof SerializationException
          || answer instanceof InvalidRecordException
          || answer instanceof InvalidTimestampException) {
        state = REJECTED;
      } else {
        failure = answer;
        state = FAILED;
      }
    }
  }
}
