package io.gyr.rules.backtest;

import io.gyr.rules.Evaluator;
import io.gyr.rules.Event;
import io.gyr.rules.Match;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Holds events against two sets of rules and tells for each alert whether both raise it. For one
 * thread.
 */
public final class Comparison {
  private final Evaluator candidate;
  private final Evaluator current;
  private final Map<String, Match> found = new LinkedHashMap<>();
  private final Map<String, Match> before = new LinkedHashMap<>();

  /** Compares the rules that might come into force with those that are. */
  public Comparison(Evaluator candidate, Evaluator current) {
    this.candidate = candidate;
    this.current = current;
  }

  /** Whether either set has a rule for events of a type. */
  public boolean wants(int type) {
    return candidate.wants(type) || current.wants(type);
  }

  /** Where an event happened, and where it is recorded; asked for only if there is an alert. */
  public interface Place {
    /** Name of the workload. */
    String workload();

    /** What the record can be found by. */
    String record();
  }

  /** Judges one event and hands over a tally of one for each alert. */
  public void judge(Event event, Place place, Consumer<Tally> out) {
    found.clear();
    before.clear();
    candidate.evaluate(event, match -> found.put(match.rule().name(), match));
    current.evaluate(event, match -> before.put(match.rule().name(), match));
    found.forEach(
        (rule, match) ->
            out.accept(Tally.of(match, before.remove(rule) == null ? "new" : "same", place)));
    before.values().forEach(match -> out.accept(Tally.of(match, "gone", place)));
  }
}
