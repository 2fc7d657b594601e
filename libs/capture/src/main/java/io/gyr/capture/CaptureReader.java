package io.gyr.capture;

import io.gyr.rules.Event;
import io.gyr.scap.EventConverter;
import io.gyr.scap.MachineInfo;
import io.gyr.scap.ScapEvent;
import io.gyr.scap.ScapReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Gives the events of a capture, one after the other, to whoever holds rules or filters against
 * them. Events that only served the state, such as the beginnings of calls in old captures, are not
 * given, but counted like all others. Not thread-safe.
 */
public final class CaptureReader implements AutoCloseable {
  private final State state = new State();
  private final Tables tables = new Tables(state);
  private final EventConverter converter = new EventConverter();
  private final ScapReader reader;
  private final CaptureEvent event;
  private long given;
  private long time;
  private long firstTime;
  private boolean named;

  private CaptureReader(Path file) throws IOException {
    reader = ScapReader.open(file, tables);
    event = new CaptureEvent(state, reader.event());
  }

  private CaptureReader(InputStream stream) throws IOException {
    reader = ScapReader.of(stream, tables);
    event = new CaptureEvent(state, reader.event());
  }

  /** Opens a capture. */
  public static CaptureReader open(Path file) throws IOException {
    return new CaptureReader(file);
  }

  /** Reads a capture from a stream, which is closed with the reader. */
  public static CaptureReader of(InputStream stream) throws IOException {
    return new CaptureReader(stream);
  }

  /**
   * Goes on to the next event.
   *
   * @return false at the end
   * @throws io.gyr.scap.ScapException where the capture is damaged
   */
  public boolean next() throws IOException {
    while (reader.next()) {
      ScapEvent current = converter.convert(reader.event());
      if (current == null) {
        continue;
      }
      state.apply(current);
      long before = time == 0 ? current.time() : time;
      time = current.time();
      if (isGiven(current)) {
        if (firstTime == 0) {
          firstTime = time;
        }
        given++;
        if (!named) {
          named = true;
          event.setHostname(tables.machineInfo().hostname());
        }
        event.set(current, reader.events(), before, firstTime);
        return true;
      }
    }
    return false;
  }

  /** Beginnings of calls only serve the state; so do the events that tell of users and groups. */
  private static boolean isGiven(ScapEvent current) {
    String source = current.info().source();
    return current.info().isEnter() ? source.equals("tracepoint") : source.equals("syscall");
  }

  /** The event at hand: the same object every time, valid until {@link #next}. */
  public Event event() {
    return event;
  }

  /** The event at hand as it was recorded, in the newest layout. */
  public ScapEvent raw() {
    return event.raw();
  }

  /** How many events were given. */
  public long given() {
    return given;
  }

  /** How many event blocks were read. */
  public long events() {
    return reader.events();
  }

  /** The machine that the capture is from; known once {@link #next} was called. */
  public MachineInfo machine() {
    return tables.machineInfo();
  }

  /** Threads in the table. */
  public int threads() {
    return state.threads.size();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
