package io.gyr.jobs.rules;

import io.gyr.rules.sequence.Candidate;
import io.gyr.rules.sequence.CandidateCodec;
import io.gyr.rules.sequence.CandidateSink;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.java.tuple.Tuple4;

/**
 * Makes step messages of the system calls that {@link Detect} judges. For one operator's thread.
 */
final class StepOutput implements CandidateSink {
  private static final long MARK_NS = 1_000_000_000L;
  private static final long SETBACK_NS = 10 * MARK_NS;
  private static final int MAX_HOSTS = 100_000;
  private static final byte[] NOTHING = {};

  private final SyscallEvent event;
  private final Consumer<Tuple4<Integer, Long, Long, byte[]>> out;
  private final Map<String, Clock> clocks = new HashMap<>();
  private String host = "";
  private Clock clock = new Clock(0);

  private static final class Clock {
    final long hostHash;
    long nextMarkNs = Long.MIN_VALUE;

    Clock(long hostHash) {
      this.hostHash = hostHash;
    }
  }

  /** Messages about what {@code event} stands on. */
  StepOutput(SyscallEvent event, Consumer<Tuple4<Integer, Long, Long, byte[]>> out) {
    this.event = event;
    this.out = out;
  }

  /** To be told of every call, before its candidates: each second of its host's time is marked. */
  @SuppressWarnings(
      "ReferenceEquality") // The event keeps the text as long as the host is the same.
  void passed() {
    if (event.hostId() != host) {
      host = event.hostId();
      if (clocks.size() > MAX_HOSTS) {
        clocks.clear();
      }
      clock = clocks.computeIfAbsent(host, id -> new Clock(hash(id)));
    }
    long time = event.timeNs();
    if (time >= clock.nextMarkNs || time < clock.nextMarkNs - SETBACK_NS) {
      clock.nextMarkNs = time + MARK_NS;
      out.accept(Tuple4.of(0, clock.hostHash, timeMs(), NOTHING));
    }
  }

  @Override
  public String origin() {
    return event.place();
  }

  @Override
  public byte[] context() {
    return event.labelBytes();
  }

  @Override
  public void accept(Candidate candidate) {
    int bucket = Math.floorMod(hash(candidate.key()) ^ candidate.sequence(), StepMessages.BUCKETS);
    out.accept(Tuple4.of(bucket, clock.hostHash, timeMs(), CandidateCodec.encode(candidate)));
  }

  private long timeMs() {
    return event.timeNs() / 1_000_000;
  }

  /** FNV-1a, the same in every process. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash ^ hash >>> 32;
  }
}
