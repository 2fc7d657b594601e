package io.gyr.agent.capture;

import io.gyr.inspector.syscall.Architecture;
import io.gyr.inspector.syscall.Syscall;

/**
 * A running capture: raw events from the kernel. One thread polls; {@link #statistics} may be asked
 * for by that thread only, too.
 */
public final class Capture implements AutoCloseable {
  /** The kernel lets so many calls be chosen from, and as many again for 32-bit programs. */
  private static final int COMPAT = 512;

  private static final int CAPTURED = 0;
  private static final int RING_FULL = 1;
  private static final int NESTED = 2;
  private static final int TRUNCATED = 3;

  private final KernelPrograms programs;
  private final Ring ring;
  private final BpfMap statistics;
  private final BpfMap excluded;
  private final int ringBytes;

  private Capture(KernelPrograms programs, Ring ring, int ringBytes) {
    this.programs = programs;
    this.ring = ring;
    this.ringBytes = ringBytes;
    this.statistics = programs.perCpuMap("statistics");
    this.excluded = programs.map("excluded", 1);
  }

  /**
   * Loads the kernel side and starts the flow of events.
   *
   * @throws CaptureUnavailable if the host or the rights of this process do not allow it
   */
  public static Capture open(CaptureOptions options) throws CaptureUnavailable {
    KernelPrograms programs = KernelPrograms.load(options.ringBytes());
    Ring ring = null;
    try {
      writeSpecs(programs, options);
      ring = new Ring(programs.mapFd("ring"), options.ringBytes());
      Capture capture = new Capture(programs, ring, options.ringBytes());
      capture.exclude((int) ProcessHandle.current().pid());
      options.excludedPids().forEach(capture::exclude);
      programs.attach();
      return capture;
    } catch (CaptureUnavailable | RuntimeException e) {
      if (ring != null) {
        ring.close();
      }
      programs.close();
      throw e;
    }
  }

  /**
   * Hands over the events that wait, oldest first, without ever blocking.
   *
   * @param limit at most so many
   * @return how many were handed over
   */
  public int poll(RawEventHandler handler, int limit) {
    return ring.poll(handler, limit);
  }

  /** Whether the ring is over a quarter full: then there is no time for a pause. */
  public boolean isBehind() {
    return ring.backlog() > ringBytes / 4;
  }

  /**
   * From now on captures nothing of a process.
   *
   * @param pid in the host's pid namespace
   * @throws IllegalStateException if {@link CaptureOptions#MAX_EXCLUDED} already are excluded
   */
  public void exclude(int pid) {
    excluded.put(pid, 1);
  }

  /** What was captured and lost until now. */
  public CaptureStatistics statistics() {
    return new CaptureStatistics(read(CAPTURED), read(RING_FULL), read(NESTED), read(TRUNCATED));
  }

  /** Stops the flow and gives everything back. */
  @Override
  public void close() {
    programs.close();
    ring.close();
  }

  private long[] read(int statistic) {
    long[] perCpu = new long[statistics.cpus()];
    statistics.read(statistic, perCpu);
    return perCpu;
  }

  private static void writeSpecs(KernelPrograms programs, CaptureOptions options) {
    BpfMap specs = programs.map("specs", 8);
    Architecture architecture = Architecture.current();
    for (Syscall call : options.calls()) {
      long spec = KernelSpec.of(call);
      if (options.onlySuccessful().contains(call)) {
        spec |= KernelSpec.ONLY_OK;
      }
      int number = call.number(architecture, false);
      if (number >= 0 && spec != 0) {
        specs.put(number, spec);
      }
      int compatNumber = call.number(architecture, true);
      if (compatNumber >= 0 && spec != 0) {
        specs.put(COMPAT + compatNumber, spec);
      }
    }
  }
}
