package io.gyr.jobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

class SequenceFilterTest {
  private static final int MOST_SUBTASKS = 8;

  /** A record by its line, epoch and sequence. */
  private static final class Passing
      extends ProcessFunction<Tuple3<String, Long, Long>, Tuple3<String, Long, Long>>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private transient SequenceFilter filter;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      filter = new SequenceFilter(context.getOperatorStateStore());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      filter.snapshot();
    }

    @Override
    public void processElement(
        Tuple3<String, Long, Long> record,
        Context context,
        Collector<Tuple3<String, Long, Long>> out) {
      if (filter.isNew(record.f0, record.f1, record.f2)) {
        out.collect(record);
      }
    }
  }

  private static OneInputStreamOperatorTestHarness<
          Tuple3<String, Long, Long>, Tuple3<String, Long, Long>>
      subtask(int subtasks, int index) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new ProcessOperator<>(new Passing()), MOST_SUBTASKS, subtasks, index);
  }

  /** An agent that is killed sends the end of what it has sent once more, and then goes on. */
  private static List<Tuple3<String, Long, Long>> withResentSuffixes(Random random, int records) {
    List<Tuple3<String, Long, Long>> sent = new ArrayList<>();
    List<Tuple3<String, Long, Long>> all = new ArrayList<>();
    long epoch = 1;
    long sequence = 0;
    for (int i = 0; i < records; i++) {
      if (random.nextInt(20) == 0) {
        epoch += 1 + random.nextInt(3);
        sequence = random.nextInt(10);
        sent.clear();
      }
      sequence += 1 + random.nextInt(3);
      sent.add(Tuple3.of("host", epoch, sequence));
      all.add(Tuple3.of("host", epoch, sequence));
      if (random.nextInt(5) == 0) {
        all.addAll(sent.subList(random.nextInt(sent.size()), sent.size()));
      }
    }
    return all;
  }

  @Property(tries = 60, seed = "3")
  void passesEachRecordOnceHoweverOftenSuffixesAreSentAgain(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int records) throws Exception {
    List<Tuple3<String, Long, Long>> stream = withResentSuffixes(new Random(seed), records);
    List<Tuple3<String, Long, Long>> passed = new ArrayList<>();
    int restart = (int) Math.floorMod(seed, (long) stream.size());

    OperatorSubtaskState state;
    try (var subtask = subtask(1, 0)) {
      subtask.open();
      for (Tuple3<String, Long, Long> record : stream.subList(0, restart)) {
        subtask.processElement(record, 0);
      }
      passed.addAll(subtask.extractOutputValues());
      state = subtask.snapshot(1, 1);
    }
    try (var subtask = subtask(1, 0)) {
      subtask.initializeState(state);
      subtask.open();
      for (Tuple3<String, Long, Long> record : stream.subList(restart, stream.size())) {
        subtask.processElement(record, 0);
      }
      passed.addAll(subtask.extractOutputValues());
    }
    assertThat(passed).isEqualTo(stream.stream().distinct().toList());
  }

  @Test
  void everySubtaskKnowsAllLinesAfterARestartWithAnotherParallelism() throws Exception {
    OperatorSubtaskState both;
    try (var first = subtask(2, 0);
        var second = subtask(2, 1)) {
      first.open();
      second.open();
      first.processElement(Tuple3.of("a", 1L, 10L), 0);
      second.processElement(Tuple3.of("b", 1L, 20L), 0);
      both =
          AbstractStreamOperatorTestHarness.repackageState(
              first.snapshot(1, 1), second.snapshot(1, 1));
    }
    for (int index = 0; index < 3; index++) {
      try (var subtask = subtask(3, index)) {
        subtask.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                both, MOST_SUBTASKS, 2, 3, index));
        subtask.open();
        subtask.processElement(Tuple3.of("a", 1L, 10L), 0);
        subtask.processElement(Tuple3.of("b", 1L, 20L), 0);
        assertThat(subtask.extractOutputValues()).isEmpty();
        subtask.processElement(Tuple3.of("b", 1L, 21L), 0);
        assertThat(subtask.extractOutputValues()).containsExactly(Tuple3.of("b", 1L, 21L));
      }
    }
  }
}
