package io.gyr.jobs.rules;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.jobs.runtime.JobEnvironment;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.RawRecordType;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.jobs.runtime.fixture.FakeRegistry;
import io.gyr.jobs.runtime.fixture.RandomRecords;
import io.gyr.rules.Evaluator;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.RuleSet;
import io.gyr.rules.sequence.Candidate;
import io.gyr.rules.sequence.CandidateCodec;
import io.gyr.rules.sequence.Sequence;
import io.gyr.rules.sequence.SequenceMatch;
import io.gyr.rules.sequence.SequenceSet;
import io.gyr.rules.sequence.SequenceSink;
import io.gyr.rules.sequence.SequenceState;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Event;
import io.gyr.schemas.wire.RecordDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Sequences in a real Flink, whose event time is its own affair: what is found, without a failure
 * and with one, is what the engine finds by itself.
 */
class SequencesAfterFailureTest {
  private static final int CALLS = 3_000;
  private static final long NEVER_NS = 100_000_000_000L;
  private static final AtomicInteger FAILURES = new AtomicInteger();

  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() throws Exception {
    registry.close();
  }

  @Test
  void whatIsFoundIsWhatTheEngineFinds() throws Exception {
    byte[][] records = records();
    List<String> expected = byTheEngine(records);
    assertThat(expected).hasSizeGreaterThan(300).doesNotHaveDuplicates();
    assertThat(byTheJob(records, false)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(FAILURES).hasValue(0);
    List<String> afterFailure = byTheJob(records, true);
    assertThat(FAILURES).hasValue(1);
    assertThat(new TreeSet<>(afterFailure)).isEqualTo(new TreeSet<>(expected));
  }

  /** Passes calls on, slowly, and fails once when it is asked to and a checkpoint lies behind. */
  private static final class Passing extends RichMapFunction<RawRecord, RawRecord>
      implements CheckpointListener {
    private static final long serialVersionUID = 1L;
    private final boolean fails;
    private transient boolean checkpointed;

    Passing(boolean fails) {
      this.fails = fails;
    }

    @Override
    public RawRecord map(RawRecord record) {
      LockSupport.parkNanos(300_000); // Some checkpoints and watermarks have to come in between.
      if (fails && checkpointed && record.offset() > CALLS / 4 && FAILURES.get() == 0) {
        FAILURES.incrementAndGet();
        throw new IllegalStateException("a failure that the test wants");
      }
      return record;
    }

    @Override
    public void notifyCheckpointComplete(long id) {
      checkpointed = true;
    }
  }

  private byte[][] records() {
    Random random = new Random(17);
    byte[][] records = new byte[CALLS][];
    long second = 0;
    for (int i = 0; i < CALLS; i++) {
      second += random.nextInt(2);
      String name = String.valueOf("abcdx".charAt(random.nextInt(5)));
      records[i] =
          RandomRecords.bytes(
              CorrelateTest.call(i, name, 1 + random.nextInt(2), second),
              registry.id(Topic.SYSCALLS_ENRICHED));
    }
    return records;
  }

  private List<String> byTheJob(byte[][] records, boolean fails) throws Exception {
    TreeMap<String, Tuple2<String, String>> published = new TreeMap<>();
    published.put("rules/a", Tuple2.of("1", CorrelateTest.SEQUENCES));
    JobSettings settings = registry.settings();
    StreamExecutionEnvironment environment = JobEnvironment.of(settings, "sequences", 100);
    environment.setParallelism(1);
    DataStream<RawRecord> calls =
        environment
            .fromSequence(0, CALLS - 1)
            .map(number -> new RawRecord("t", 0, number, new byte[0], records[number.intValue()]))
            .returns(RawRecordType.INSTANCE)
            .map(new Passing(fails))
            .returns(RawRecordType.INSTANCE);
    var detected = RulesJob.detect(settings, calls, any -> new PublishedFiles(any, published));
    List<String> found = new ArrayList<>();
    try (CloseableIterator<RawRecord> matches =
        RulesJob.correlate(detected, settings).executeAndCollect()) {
      matches.forEachRemaining(record -> found.add(text(record)));
    }
    return found;
  }

  private List<String> byTheEngine(byte[][] records) {
    RuleSet rules = RuleLoader.load(List.of(new RuleFile("a", CorrelateTest.SEQUENCES))).rules();
    SequenceSet sequences = rules.sequences();
    SequenceState state = new SequenceState(SequenceStateType.LIMITS);
    List<String> found = new ArrayList<>();
    SequenceFindings findings =
        new SequenceFindings(new Schemas(registry.settings()).encoder(Topic.EVENTS));
    SequenceSink sink =
        new SequenceSink() {
          @Override
          public void matched(SequenceMatch match) {
            found.add(text(findings.of(match, "1")));
          }

          @Override
          public void evicted(Sequence sequence, int partials, boolean inAll) {
            throw new AssertionError("there is room for all of them");
          }
        };
    SyscallEvent event = new SyscallEvent();
    StepOutput steps =
        new StepOutput(
            event,
            message -> {
              if (StepMessages.isCandidate(message)) {
                Candidate candidate = CandidateCodec.decode(message.f3);
                state.accept(requireNonNull(sequences.of(candidate.sequence())), candidate, sink);
              }
            });
    Evaluator evaluator = rules.newEvaluator();
    for (byte[] record : records) {
      event.reset(record);
      evaluator.evaluate(event, match -> {}, steps);
    }
    state.advance(event.timeNs() + NEVER_NS, sequences::of, sink);
    return found;
  }

  private static String text(RawRecord record) {
    Event event =
        new RecordDecoder<Event>(Topic.EVENTS.schema(), id -> Topic.EVENTS.schema())
            .decode(requireNonNull(record.value()));
    return event.getId() + " " + event.getName() + " " + event.getRecords();
  }
}
