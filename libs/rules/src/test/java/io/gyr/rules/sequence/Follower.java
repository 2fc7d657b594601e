package io.gyr.rules.sequence;

import io.gyr.rules.Evaluator;
import io.gyr.rules.Event;
import io.gyr.rules.LoadResult;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** Loads sequences, shows them events one after another, and keeps what is found. */
public final class Follower implements SequenceSink {

  public final List<SequenceMatch> matches = new ArrayList<>();
  public int evicted;
  public int candidates;
  private final RuleSet rules;
  private final SequenceSet sequences;
  private final Evaluator evaluator;
  private final SequenceLimits limits;
  private SequenceState state;
  private int events;

  public Follower(SequenceLimits limits, RuleFile... files) {
    LoadResult loaded = RuleLoader.load(List.of(files));
    if (!loaded.isClean()) {
      throw new AssertionError(loaded.format());
    }
    this.limits = limits;
    rules = loaded.rules();
    sequences = rules.sequences();
    evaluator = loaded.rules().newEvaluator();
    state = new SequenceState(limits);
  }

  public static Follower of(String yaml) {
    return new Follower(SequenceLimits.USUAL, new RuleFile("test.yaml", yaml));
  }

  /** Shows an event, which is known by its number from 1. */
  public Follower see(Event event) {
    String origin = "e" + ++events;
    evaluator.evaluate(
        event,
        match -> {},
        new CandidateSink() {
          @Override
          public String origin() {
            return origin;
          }

          @Override
          public byte[] context() {
            return origin.getBytes(java.nio.charset.StandardCharsets.UTF_8);
          }

          @Override
          public void accept(Candidate candidate) {
            candidates++;
            Candidate travelled = CandidateCodec.decode(CandidateCodec.encode(candidate));
            Sequence sequence = sequences.of(travelled.sequence());
            if (sequence == null) {
              throw new AssertionError("a candidate of an unknown sequence");
            }
            state.accept(sequence, travelled, Follower.this);
            state.shrink(sequences::of, Follower.this);
          }
        });
    return this;
  }

  /** Goes on in event time. */
  public Follower until(long timeNs) {
    state.advance(timeNs, sequences::of, this);
    return this;
  }

  /** Goes through a checkpoint. */
  public Follower restart() {
    state = SequenceStateCodec.decode(SequenceStateCodec.encode(state), limits);
    return this;
  }

  public SequenceState state() {
    return state;
  }

  public RuleSet rules() {
    return rules;
  }

  public SequenceSet sequences() {
    return sequences;
  }

  /** The numbers of the events of each match, step by step. */
  public List<String> found() {
    return matches.stream()
        .map(match -> match.steps().stream().flatMap(step -> step.origins().stream()).toList())
        .map(origins -> String.join(" ", origins))
        .toList();
  }

  @Override
  public void matched(SequenceMatch match) {
    matches.add(match);
  }

  @Override
  public void evicted(Sequence sequence, int partials, boolean inAll) {
    evicted += partials;
  }
}
