package io.gyr.agent.replay;

import io.gyr.agent.RecordKind;
import io.gyr.agent.RecordSink;
import io.gyr.schemas.record.Syscall;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a recording over and over as if it happened now: the gaps between calls stay, up to {@link
 * #LONGEST_GAP_NANOS}, times are moved and the host becomes this one. One call of {@link #doWork}
 * after the other on one thread.
 */
public final class Replay implements AutoCloseable {
  /** A longer silence in the recording is shortened to this. */
  static final long LONGEST_GAP_NANOS = 5_000_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

  private final @Nullable Path file;
  private final long pauseNanos;
  private final RecordSink sink;
  private @Nullable Recording recording;
  private @Nullable Syscall waiting;
  private boolean damageTold;
  private long recordedNanos;
  private long dueNanos;

  /**
   * Opens the recording to see that it is one.
   *
   * @param file the recording, null for the built-in one
   * @param pauseSeconds between the end and the next beginning
   * @param sink takes the calls
   * @throws IOException if the file is no recording
   */
  public Replay(@Nullable Path file, long pauseSeconds, RecordSink sink) throws IOException {
    this.file = file;
    this.pauseNanos = pauseSeconds * 1_000_000_000L;
    this.sink = sink;
    begin(now());
  }

  /** Offers what is due; returns how many calls that were. */
  public int doWork() throws IOException {
    int work = 0;
    while (true) {
      Syscall call = waiting;
      if (call == null) {
        begin(now() + pauseNanos);
        return work;
      }
      if (dueNanos > now()) {
        return work;
      }
      offer(call);
      work++;
      advance();
    }
  }

  @Override
  public void close() throws IOException {
    if (recording != null) {
      recording.close();
    }
  }

  private void begin(long atNanos) throws IOException {
    close();
    recording = file == null ? Recording.builtIn() : Recording.open(file);
    dueNanos = atNanos;
    waiting = read();
    if (waiting == null) {
      throw new IOException((file == null ? "" : file + ": ") + "the recording holds no calls");
    }
    recordedNanos = waiting.getTimeNs();
  }

  private void advance() {
    waiting = read();
    if (waiting != null) {
      long gap = waiting.getTimeNs() - recordedNanos;
      recordedNanos = waiting.getTimeNs();
      dueNanos += Math.max(0, Math.min(LONGEST_GAP_NANOS, gap));
    }
  }

  private @Nullable Syscall read() {
    try {
      return recording == null ? null : recording.next();
    } catch (IOException e) {
      if (!damageTold) {
        LOG.error("{}; what comes before is played", e.getMessage());
        damageTold = true;
      }
      return null;
    }
  }

  private void offer(Syscall call) {
    long shift = dueNanos - call.getTimeNs();
    call.setTimeNs(dueNanos);
    if (call.getProcess().getStartTimeNs() != 0) {
      call.getProcess().setStartTimeNs(call.getProcess().getStartTimeNs() + shift);
    }
    byte[] whole = SyscallBody.encode(call);
    sink.offer(
        RecordKind.SYSCALL,
        whole,
        SyscallBody.EMPTY_HEAD_BYTES,
        whole.length - SyscallBody.EMPTY_HEAD_BYTES);
  }

  private static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
