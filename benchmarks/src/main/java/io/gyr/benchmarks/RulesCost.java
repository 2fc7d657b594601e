package io.gyr.benchmarks;

import io.gyr.capture.CaptureReader;
import io.gyr.rules.Evaluator;
import io.gyr.rules.Event;
import io.gyr.rules.LoadResult;
import io.gyr.rules.Match;
import io.gyr.rules.MatchSink;
import io.gyr.rules.Matching;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * What rules cost on one thread: a capture in memory is read again and again, its state followed,
 * and each event held against no rules, against the first rule file, against all of them, and
 * against all and a number of made rules that no event fulfils, in turns. CPU time of the thread,
 * the median of the rounds, after a third of them as warm-up.
 */
final class RulesCost {
  private static final String[] MADE = {
    "evt.type in (open, openat, openat2) and fd.name startswith /made/%d/",
    "evt.type in (execve, execveat) and proc.name in (made-%1$d, made%1$d)",
    "evt.type = connect and fd.sport = %d",
    "evt.type in (open, openat) and fd.name contains made-%d and proc.name != bash",
    "evt.type in (unlink, unlinkat, rename) and proc.cmdline endswith .made%d",
    "spawned and proc.pname = made%d and not user.name = root",
  };

  private RulesCost() {}

  /** Counts, and keeps the work of making an alert from being left out. */
  private static final class Counting implements MatchSink {
    private long alerts;
    private long characters;

    @Override
    public void accept(Match match) {
      alerts++;
      characters += match.message().length();
    }
  }

  public static void main(String[] arguments) throws IOException {
    Options options =
        Options.read(arguments, Map.of("capture", "", "rules", "", "made", "1000", "rounds", "45"));
    byte[] capture = plain(Path.of(options.text("capture")));
    List<RuleFile> files = new ArrayList<>();
    for (String file : options.text("rules").split(",")) {
      files.add(RuleFile.read(Path.of(file)));
    }
    List<RuleFile> withMade = new ArrayList<>(files);
    withMade.add(made(options.number("made")));
    List<Variant> variants =
        List.of(
            new Variant("none", List.of()),
            new Variant("the first file's", files.subList(0, 1)),
            new Variant("all files'", files),
            new Variant("all and " + options.number("made") + " made", withMade));
    int rounds = options.number("rounds");
    for (int round = -rounds / 3; round < rounds; round++) {
      for (Variant variant : variants) {
        variant.round(capture, round >= 0);
      }
    }
    System.out.println("| rules | events | alerts | events per CPU second | of the first file's |");
    System.out.println("|---|---:|---:|---:|---:|");
    Variant first = variants.get(1);
    variants.forEach(variant -> variant.print(first));
  }

  /**
   * One set of rules. The sets take turns, so that what else the machine does strikes all alike.
   */
  private static final class Variant {
    private final String name;
    private final int rules;
    private final Evaluator evaluator;
    private final List<Double> rates = new ArrayList<>();
    private Counting sink = new Counting();
    private long events;

    Variant(String name, List<RuleFile> files) throws IOException {
      LoadResult loaded = RuleLoader.load(files);
      if (!loaded.isClean()) {
        throw new IOException(loaded.format());
      }
      this.name = name;
      rules = loaded.rules().rules().size();
      evaluator = loaded.rules().newEvaluator("syscall", Matching.ALL, List.of());
    }

    void round(byte[] capture, boolean counts) throws IOException {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      sink = new Counting();
      long start = threads.getCurrentThreadCpuTime();
      events = run(capture, evaluator, sink);
      if (counts) {
        rates.add(events * 1e9 / (threads.getCurrentThreadCpuTime() - start));
      }
      if (sink.characters < sink.alerts) {
        throw new IllegalStateException("alerts without a message");
      }
    }

    void print(Variant first) {
      List<Double> shares = new ArrayList<>();
      for (int i = 0; i < rates.size(); i++) {
        shares.add(rates.get(i) / first.rates.get(i));
      }
      System.out.printf(
          Locale.ROOT,
          "| %s (%d) | %d | %d | %.2f M | %s |%n",
          name,
          rules,
          events,
          sink.alerts,
          median(rates) / 1e6,
          rules == 0 ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * median(shares)));
    }

    private static double median(List<Double> values) {
      return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
  }

  private static long run(byte[] capture, Evaluator evaluator, MatchSink sink) throws IOException {
    try (CaptureReader reader = CaptureReader.of(new ByteArrayInputStream(capture))) {
      Event event = reader.event();
      while (reader.next()) {
        if (evaluator.wants(event.type())) {
          evaluator.evaluate(event, sink);
        }
      }
      return reader.given();
    }
  }

  private static RuleFile made(int count) {
    StringBuilder text =
        new StringBuilder("- macro: spawned\n  condition: evt.type in (execve, execveat)\n");
    for (int i = 0; i < count; i++) {
      text.append("- rule: made ").append(i).append("\n  desc: made\n  condition: >\n    ");
      text.append(String.format(Locale.ROOT, MADE[i % MADE.length], i));
      text.append("\n  output: made %proc.name\n  priority: INFO\n");
    }
    return new RuleFile("made.yaml", text.toString());
  }

  /** The bytes of a capture without their compression, so that only the reading is measured. */
  private static byte[] plain(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length > 1 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b) {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        in.transferTo(plain);
        return plain.toByteArray();
      }
    }
    return bytes;
  }
}
