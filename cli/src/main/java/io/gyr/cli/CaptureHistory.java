package io.gyr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyr.capture.CaptureReader;
import io.gyr.rules.Event;
import io.gyr.rules.Explainer;
import io.gyr.rules.RuleSet;
import io.gyr.rules.backtest.BacktestReport;
import io.gyr.rules.backtest.Comparison;
import io.gyr.rules.backtest.Tally;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.explain.Explanation;
import io.gyr.scap.ScapException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** What rules say about the events of a capture, as {@link HistoryProcess} does of the archive. */
final class CaptureHistory {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> WORKLOAD_LABELS =
      List.of("k8s.deployment.name", "k8s.pod.name", "container.name");

  private final Path file;
  private final PrintWriter err;

  /** A capture; what of it cannot be read is said on {@code err}. */
  CaptureHistory(Path file, PrintWriter err) {
    this.file = file;
    this.err = err;
  }

  /** Takes the events one after the other until it wants no more. */
  private interface Visitor {
    boolean visit(Event event, CaptureReader capture) throws IOException;
  }

  /**
   * A rule's condition held against one event.
   *
   * @param rule name of one of the rules
   * @param number of the event, {@code evt.num}
   * @throws Failure a finding if there is no such event
   */
  Explanation explain(RuleSet rules, String rule, long number) {
    Explainer explainer = rules.newExplainer("syscall");
    Explanation[] found = new Explanation[1];
    read(
        (event, capture) -> {
          if (event.number(SyscallFacts.EVENT_NUMBER) == number) {
            found[0] = explainer.explain(event, rule);
          }
          return found[0] == null;
        });
    if (found[0] == null) {
      throw Failure.finding(
          file + " has no event " + number + "; gyr capture read prints evt.num at the front");
    }
    return found[0];
  }

  /** What {@code candidate} finds, against {@code current}, in the shape of a back-test. */
  JsonNode backtest(RuleSet candidate, RuleSet current) throws IOException {
    Comparison comparison = new Comparison(candidate.newEvaluator(), current.newEvaluator());
    TreeMap<String, Tally> tallies = new TreeMap<>();
    long[] calls = new long[1];
    read(
        (event, capture) -> {
          calls[0]++;
          if (comparison.wants(event.type())) {
            comparison.judge(
                event,
                new Recorded(event, capture),
                tally -> tallies.merge(tally.key(), tally, Tally::sum));
          }
          return true;
        });
    return JSON.readTree(new BacktestReport(calls[0], List.copyOf(tallies.values())).json());
  }

  private record Recorded(Event event, CaptureReader capture) implements Comparison.Place {
    @Override
    public String workload() {
      for (String label : WORKLOAD_LABELS) {
        String value = event.textOf(SyscallFacts.LABEL, label);
        if (value != null && !value.isEmpty()) {
          return value;
        }
      }
      String container = event.text(SyscallFacts.CONTAINER_ID);
      return container == null || container.isEmpty() ? capture.machine().hostname() : container;
    }

    @Override
    public String record() {
      return Long.toString(event.number(SyscallFacts.EVENT_NUMBER));
    }
  }

  private void read(Visitor visitor) {
    try (CaptureReader capture = CaptureReader.open(file)) {
      Event event = capture.event();
      try {
        boolean more = true;
        while (more && capture.next()) {
          more = visitor.visit(event, capture);
        }
      } catch (ScapException e) {
        err.println("gyr: " + file + ": " + e.getMessage());
      }
    } catch (NoSuchFileException e) {
      throw Failure.wrongUse(file + " is not there");
    } catch (IOException e) {
      throw Failure.wrongUse(file + " cannot be read: " + e.getMessage());
    }
  }
}
