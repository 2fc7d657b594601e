package io.gyr.rules;

/** Takes the rules that fire. */
@FunctionalInterface
public interface MatchSink {

  /** Called for each rule that an event fires, in the order of the rule set. */
  void accept(Match match);
}
