package io.gyr.jobs.rules.history;

/**
 * Alerts of one rule in one workload with one verdict, and the earliest of them. Public with a
 * constructor without arguments, as Flink's serializer needs it.
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

  /** Place of the sample's record: host_id/agent_epoch_ns/sequence. */
  public String sampleRecord = "";

  /** What the rule says of the sample. */
  public String sampleOutput = "";

  /** The sum of two of one kind. */
  static Tally sum(Tally left, Tally right) {
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

  String key() {
    return rule + '\0' + workload + '\0' + verdict;
  }
}
