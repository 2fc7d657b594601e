package io.gyr.rules.backtest;

import io.gyr.rules.Match;

/**
 * Alerts of one rule in one workload with one verdict, and the earliest of them. Public with a
 * constructor without arguments, as serializers of rows need it.
 */
public final class Tally {
  /** Name of the rule. */
  public String rule = "";

  /** Where: the container, else the host. */
  public String workload = "";

  /** {@code new}, {@code gone} or {@code same}. */
  public String verdict = "";

  /** How many. */
  public long count;

  /** Time of the sample, nanoseconds since 1970. */
  public long sampleTimeNs;

  /** What the sample's record can be found by. */
  public String sampleRecord = "";

  /** What the rule says of the sample. */
  public String sampleOutput = "";

  /** A tally of one alert. */
  static Tally of(Match match, String verdict, Comparison.Place place) {
    Tally tally = new Tally();
    tally.rule = match.rule().name();
    tally.workload = place.workload();
    tally.verdict = verdict;
    tally.count = 1;
    tally.sampleTimeNs = match.timeNs();
    tally.sampleRecord = place.record();
    tally.sampleOutput = match.message();
    return tally;
  }

  /** The sum of two of one kind. */
  public static Tally sum(Tally left, Tally right) {
    Tally earlier = left.sampleTimeNs <= right.sampleTimeNs ? left : right;
    Tally sum = new Tally();
    sum.rule = left.rule;
    sum.workload = left.workload;
    sum.verdict = left.verdict;
    sum.count = left.count + right.count;
    sum.sampleTimeNs = earlier.sampleTimeNs;
    sum.sampleRecord = earlier.sampleRecord;
    sum.sampleOutput = earlier.sampleOutput;
    return sum;
  }

  /** Rule, workload and verdict; tallies with the same are of one kind. */
  public String key() {
    return rule + '\0' + workload + '\0' + verdict;
  }
}
