package io.gyr.rules.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@link SequenceState} as bytes, for checkpoints. Parts as in {@link BytesWriter}:
 *
 * <pre>
 *   1 byte   version of the layout, 1
 *   count    keys; for each, the one quiet for longest first:
 *     number   fingerprint of the sequence
 *     text     key
 *     1 byte   0 ordered, 1 unordered
 *     number   order of the last event
 *     count    events that are kept; for each:
 *       number   order        number   timeNs
 *       count, that many values
 *       text     origin       bytes    context
 *     count    pending matches; for each:
 *       events of the steps   count of values, values: the binding
 *       number   deadline, ns 1 byte   1 when closed, else 0
 *     count    rows of collected events: one for an ordered sequence (its first step's), one for
 *              each step of an unordered one; for each a collection
 *     ordered only:
 *       count    rows; for each: count of partial matches; for each:
 *         events of the steps
 *         count of values, values: the binding
 *         collection towards the next step
 *       count    reported; for each: count of values, values: the identity;
 *                number order, number timeNs
 *
 *   events of the steps   count of steps; for each: count of events, for each its place among the
 *                         events that are kept (count)
 *   collection            count; for each: value that tells it from others; place of the event
 * </pre>
 */
public final class SequenceStateCodec {

  private static final int VERSION = 1;

  private SequenceStateCodec() {}

  /** The bytes of a state. */
  public static byte[] encode(SequenceState state) {
    BytesWriter out = new BytesWriter();
    out.oneByte(VERSION);
    out.count(state.keys().size());
    for (KeyState key : state.keys().values()) {
      new KeyWriter(out).write(key);
    }
    return out.toByteArray();
  }

  /**
   * The state of its bytes.
   *
   * @throws IllegalArgumentException when they are none
   */
  public static SequenceState decode(byte[] bytes, SequenceLimits limits) {
    BytesReader in = new BytesReader(bytes);
    int version = in.oneByte();
    if (version != VERSION) {
      throw new IllegalArgumentException("state of sequences in an unknown layout: " + version);
    }
    SequenceState state = new SequenceState(limits);
    int keys = in.count();
    for (int i = 0; i < keys; i++) {
      state.restore(new KeyReader(in).read());
    }
    in.end();
    return state;
  }

  /** Writes one key. Events that several partial matches share are written once. */
  private static final class KeyWriter {

    private final BytesWriter out;
    private final Map<Long, Integer> places = new LinkedHashMap<>();
    private final List<Held> events = new ArrayList<>();

    KeyWriter(BytesWriter out) {
      this.out = out;
    }

    void write(KeyState key) {
      gather(key);
      out.number(key.fingerprint);
      out.text(key.key);
      out.oneByte(key instanceof UnorderedKey ? 1 : 0);
      out.number(key.lastOrder);
      out.count(events.size());
      for (Held event : events) {
        out.number(event.order());
        out.number(event.timeNs());
        out.values(event.values());
        out.text(event.origin());
        out.bytes(event.context());
      }
      out.count(key.pending.size());
      for (Pending one : key.pending) {
        filled(one.filled);
        out.values(one.binding.toArray());
        out.number(one.deadlineNs);
        out.oneByte(one.closed ? 1 : 0);
      }
      if (key instanceof UnorderedKey unordered) {
        out.count(unordered.collected.length);
        Arrays.stream(unordered.collected).forEach(this::collection);
      } else if (key instanceof OrderedKey ordered) {
        out.count(1);
        collection(ordered.first);
        rows(ordered);
      }
    }

    private void rows(OrderedKey key) {
      out.count(key.waiting.size());
      for (List<Partial> row : key.waiting) {
        out.count(row.size());
        for (Partial one : row) {
          filled(one.filled);
          out.values(one.binding.toArray());
          collection(one.towards);
        }
      }
      out.count(key.reported.size());
      key.reported.forEach(
          (identity, upTo) -> {
            out.values(identity.toArray());
            out.number(upTo.order());
            out.number(upTo.timeNs());
          });
    }

    private void gather(KeyState key) {
      key.pending.forEach(one -> gather(one.filled));
      if (key instanceof UnorderedKey unordered) {
        for (Collected one : unordered.collected) {
          one.events().forEach(this::gather);
        }
      } else if (key instanceof OrderedKey ordered) {
        ordered.first.events().forEach(this::gather);
        for (List<Partial> row : ordered.waiting) {
          for (Partial one : row) {
            gather(one.filled);
            one.towards.events().forEach(this::gather);
          }
        }
      }
    }

    private void gather(Held[][] filled) {
      for (Held[] step : filled) {
        for (Held event : step) {
          gather(event);
        }
      }
    }

    private void gather(Held event) {
      if (places.putIfAbsent(event.order(), events.size()) == null) {
        events.add(event);
      }
    }

    private void filled(Held[][] filled) {
      out.count(filled.length);
      for (Held[] step : filled) {
        out.count(step.length);
        for (Held event : step) {
          out.count(place(event));
        }
      }
    }

    private void collection(Collected collected) {
      out.count(collected.size());
      collected
          .byId()
          .forEach(
              (id, event) -> {
                out.value(id);
                out.count(place(event));
              });
    }

    private int place(Held event) {
      Integer place = places.get(event.order());
      if (place == null) {
        throw new IllegalStateException("an event that was not gathered");
      }
      return place;
    }
  }

  /** Reads one key. */
  private static final class KeyReader {

    private final BytesReader in;
    private Held[] events = new Held[0];

    KeyReader(BytesReader in) {
      this.in = in;
    }

    KeyState read() {
      long fingerprint = in.number();
      String name = in.text();
      boolean unordered = in.oneByte() == 1;
      long lastOrder = in.number();
      events = new Held[in.count()];
      for (int i = 0; i < events.length; i++) {
        events[i] = new Held(in.number(), in.number(), in.values(), in.text(), in.bytes());
      }
      List<Pending> pending = new ArrayList<>();
      int pendings = in.count();
      for (int i = 0; i < pendings; i++) {
        Pending one = new Pending(filled(), Arrays.asList(in.values()), in.number());
        one.closed = in.oneByte() == 1;
        pending.add(one);
      }
      KeyState key = unordered ? unordered(fingerprint, name) : ordered(fingerprint, name);
      key.lastOrder = lastOrder;
      key.pending.addAll(pending);
      return key;
    }

    private UnorderedKey unordered(long fingerprint, String name) {
      int places = in.count();
      UnorderedKey key = new UnorderedKey(fingerprint, name, places);
      for (int place = 0; place < places; place++) {
        collection(key.collected[place]);
      }
      return key;
    }

    private OrderedKey ordered(long fingerprint, String name) {
      if (in.count() != 1) {
        throw new IllegalArgumentException("an ordered sequence collects for one first step");
      }
      Collected first = new Collected();
      collection(first);
      int rows = in.count();
      OrderedKey key = new OrderedKey(fingerprint, name, rows);
      first.byId().forEach(key.first::restore);
      for (int row = 0; row < rows; row++) {
        int size = in.count();
        for (int i = 0; i < size; i++) {
          Partial one = new Partial(filled(), Arrays.asList(in.values()));
          collection(one.towards);
          key.waiting.get(row).add(one);
        }
      }
      int reported = in.count();
      for (int i = 0; i < reported; i++) {
        List<@Nullable Object> identity = Arrays.asList(in.values());
        key.reported.put(identity, new OrderedKey.Reported(in.number(), in.number()));
      }
      return key;
    }

    private Held[][] filled() {
      Held[][] filled = new Held[in.count()][];
      for (int step = 0; step < filled.length; step++) {
        filled[step] = new Held[in.count()];
        for (int i = 0; i < filled[step].length; i++) {
          filled[step][i] = event();
        }
      }
      return filled;
    }

    private void collection(Collected collected) {
      int size = in.count();
      for (int i = 0; i < size; i++) {
        Object id = in.value();
        collected.restore(id == null ? (Object) (long) i : id, event());
      }
    }

    private Held event() {
      int place = in.count();
      if (place >= events.length) {
        throw new IllegalArgumentException("event " + place + " of " + events.length);
      }
      return events[place];
    }
  }
}
