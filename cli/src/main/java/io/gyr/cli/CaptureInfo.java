package io.gyr.cli;

import io.gyr.scap.FdEntry;
import io.gyr.scap.MachineInfo;
import io.gyr.scap.ScapEvent;
import io.gyr.scap.ScapException;
import io.gyr.scap.ScapReader;
import io.gyr.scap.TableSink;
import io.gyr.scap.ThreadEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a capture holds. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description = {
      "Say what a capture holds: machine, tables, events by type, time.",
      "",
      "Exit status 1 if the capture is damaged."
    })
final class CaptureInfo implements Callable<Integer> {
  private static final int SHOWN_TYPES = 20;
  private static final long NS = 1_000_000_000L;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "F.scap", description = "The capture")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    Counts counts = new Counts();
    Map<String, Long> types = new HashMap<>();
    long first = 0;
    long last = 0;
    String damage = null;
    try (ScapReader reader = ScapReader.open(file, counts)) {
      ScapEvent event = reader.event();
      try {
        while (reader.next()) {
          first = first == 0 ? event.time() : first;
          last = event.time();
          types.merge(event.info().name(), 1L, Long::sum);
        }
      } catch (ScapException e) {
        damage = e.getMessage();
      }
      print(counts, reader.events(), reader.skippedEvents(), first, last, types);
    } catch (NoSuchFileException e) {
      throw Failure.wrongUse(file + " is not there");
    } catch (IOException e) {
      throw Failure.wrongUse(file + " cannot be read: " + e.getMessage());
    }
    if (damage != null) {
      throw Failure.finding(file + ": " + damage);
    }
    return 0;
  }

  private void print(
      Counts counts, long events, long skipped, long first, long last, Map<String, Long> types) {
    PrintWriter out = spec.commandLine().getOut();
    MachineInfo machine = counts.machine;
    out.printf(
        Locale.ROOT,
        "host       %s, %d CPUs, %d MiB%n",
        machine.hostname().isEmpty() ? "unknown" : machine.hostname(),
        machine.processors(),
        machine.memoryBytes() >> 20);
    out.printf(
        Locale.ROOT,
        "tables     %d threads, %d descriptors, %d users, %d groups, %d addresses%n",
        counts.threads,
        counts.descriptors,
        counts.users,
        counts.groups,
        counts.addresses);
    out.printf(Locale.ROOT, "events     %d%n", events);
    if (skipped > 0) {
      out.printf(Locale.ROOT, "           %d of them of unknown types%n", skipped);
    }
    if (events > 0) {
      out.printf(
          Locale.ROOT,
          "time       %s to %s, %.3f s%n",
          instant(first),
          instant(last),
          (last - first) / (double) NS);
    }
    types.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(SHOWN_TYPES)
        .forEach(type -> out.printf(Locale.ROOT, "%10d %s%n", type.getValue(), type.getKey()));
    if (types.size() > SHOWN_TYPES) {
      out.printf(Locale.ROOT, "           and %d types more%n", types.size() - SHOWN_TYPES);
    }
    out.flush();
  }

  private static Instant instant(long ns) {
    return Instant.ofEpochSecond(Math.floorDiv(ns, NS), Math.floorMod(ns, NS));
  }

  private static final class Counts implements TableSink {
    private MachineInfo machine = MachineInfo.UNKNOWN;
    private long threads;
    private long descriptors;
    private long users;
    private long groups;
    private long addresses;

    @Override
    public void section() {}

    @Override
    public void machine(MachineInfo info) {
      machine = info;
    }

    @Override
    public void thread(ThreadEntry thread) {
      threads++;
    }

    @Override
    public void descriptor(long threadId, FdEntry descriptor) {
      descriptors++;
    }

    @Override
    public void user(long uid, long gid, String name, String home, String shell) {
      users++;
    }

    @Override
    public void group(long gid, String name) {
      groups++;
    }

    @Override
    public void networkInterface(String name, byte[] address, byte[] netmask) {
      addresses++;
    }

    @Override
    public void tablesEnd() {}
  }
}
