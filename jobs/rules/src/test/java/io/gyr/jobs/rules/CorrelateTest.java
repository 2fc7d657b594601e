package io.gyr.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.fixture.FakeRegistry;
import io.gyr.jobs.runtime.fixture.RandomRecords;
import io.gyr.jobs.runtime.fixture.TestRecords;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.EnrichedSyscall;
import io.gyr.schemas.record.Event;
import io.gyr.schemas.record.EventKind;
import io.gyr.schemas.record.Syscall;
import io.gyr.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Detect and Correlate, one behind the other, on records as they lie in Kafka. */
class CorrelateTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long START_NS = TestRecords.TIME_MS * 1_000_000;

  static final String SEQUENCES =
      """
      - sequence: Fetched and run
        by: [evt.hostname]
        within: 5s
        steps:
          - as: fetch
            condition: evt.type = execve and proc.name = a
          - as: run
            condition: evt.type = execve and proc.name = b and proc.pid = $fetch.proc.pid
        output: "%fetch.proc.name in %fetch.proc.pid, then %proc.name (%fetch.fd.name)"
        priority: ERROR
        tags: [T1105]
      - sequence: Three of a kind
        by: [evt.hostname, proc.pid]
        within: 5s
        steps:
          - as: one
            condition: evt.type = execve and proc.name = c
            count: 3
      - sequence: Never ended
        by: [evt.hostname]
        within: 3s
        steps:
          - as: begin
            condition: evt.type = execve and proc.name = d
          - not: evt.type = execve and proc.name = a
        output: "%begin.proc.name went on"
      """;

  private final FakeRegistry registry = new FakeRegistry();
  private final TreeMap<String, Tuple2<String, String>> published = new TreeMap<>();
  private OneInputStreamOperatorTestHarness<RawRecord, Tuple2<String, RawRecord>> detect;
  private KeyedBroadcastOperatorTestHarness<
          Integer,
          Tuple4<Integer, Long, Long, byte[]>,
          Map<String, Tuple2<String, String>>,
          RawRecord>
      correlate;
  private int steps;

  private void start(OperatorSubtaskState... states) throws Exception {
    detect =
        new OneInputStreamOperatorTestHarness<>(
            new DetectFactory(
                registry.settings(), settings -> new PublishedFiles(settings, published)));
    correlate =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new Correlate(registry.settings()), List.of(Correlate.RULES)),
            message -> message.f0,
            Types.INT,
            128,
            1,
            0);
    if (states.length > 0) {
      detect.initializeState(states[0]);
      correlate.initializeState(states[1]);
    }
    detect.open();
    correlate.open();
    steps = 0;
    for (var mail = detect.getTaskMailbox().tryTake(0);
        mail.isPresent();
        mail = detect.getTaskMailbox().tryTake(0)) {
      mail.get().run();
    }
    if (states.length == 0) {
      tellFiles();
    }
  }

  private void tellFiles() throws Exception {
    for (StreamRecord<Map<String, Tuple2<String, String>>> files :
        detect.getSideOutput(StepMessages.FILES)) {
      correlate.processBroadcastElement(files.getValue(), 0);
    }
  }

  private void kill() throws Exception {
    detect.close();
    correlate.close();
  }

  @AfterEach
  void close() throws Exception {
    kill();
    registry.close();
  }

  @Test
  void aMatchIsAnEventThatNamesItsRecords() throws Exception {
    published.put("rules/a", Tuple2.of("111111111111", SEQUENCES));
    start();
    send(call(1, "a", 7, 0));
    send(call(2, "b", 8, 1));
    send(call(3, "b", 7, 2));
    assertThat(events()).hasSize(1);
    Event event = events().get(0);
    assertThat(event.getKind()).isEqualTo(EventKind.SECURITY);
    assertThat(event.getName()).isEqualTo("Fetched and run");
    assertThat(event.getDescription()).isEqualTo("a in 7, then b (<NA>)");
    assertThat(event.getSeverity()).isEqualTo(3);
    assertThat(event.getTimeNs()).isEqualTo(START_NS + 2 * SECOND_NS);
    assertThat(event.getSource()).isEqualTo("syscall");
    assertThat(event.getTags()).containsExactly("T1105");
    assertThat(event.getRuleVersion()).isEqualTo("111111111111");
    assertThat(event.getLabels()).isEqualTo(Map.of("host.id", "h", "host.name", "web-1"));
    assertThat(event.getRecords()).hasSize(2);
    assertThat(event.getRecords().get(0)).startsWith("h/").endsWith("/1");
    assertThat(event.getRecords().get(1)).startsWith("h/").endsWith("/3");
    assertThat(event.getFields())
        .containsEntry("sequence.fetch.records", event.getRecords().get(0))
        .containsEntry("sequence.run.records", event.getRecords().get(1))
        .containsEntry("fetch.proc.name", "a")
        .containsEntry("evt.hostname", "web-1")
        .containsEntry("proc.name", "b");
    assertThat(stateEntries()).isPositive();
    time(60);
    assertThat(stateEntries()).isZero();
  }

  @Test
  void anAbsenceIsReportedWhenTheTimeOfItsHostHasPassedTheDeadline() throws Exception {
    published.put("rules/a", Tuple2.of("1", SEQUENCES));
    start();
    send(call(1, "d", 7, 0));
    send(call(2, "x", 7, 2));
    assertThat(events()).isEmpty();
    send(call(3, "x", 7, 5));
    assertThat(events()).extracting(Event::getDescription).containsExactly("d went on");
    assertThat(events().get(0).getTimeNs()).isEqualTo(START_NS + 3 * SECOND_NS);
    send(call(4, "d", 7, 10));
    send(call(5, "a", 7, 11));
    send(call(6, "x", 7, 30));
    assertThat(events()).hasSize(1);
  }

  @Test
  void candidatesThatComeBeforeTheirSequencesWaitForThem() throws Exception {
    published.put("rules/a", Tuple2.of("1", SEQUENCES));
    start(emptyStates());
    correlate.setProcessingTime(0);
    send(call(1, "a", 7, 0));
    send(call(2, "b", 7, 1));
    assertThat(events()).isEmpty();
    tellFiles();
    correlate.setProcessingTime(1_000);
    assertThat(events()).extracting(Event::getName).containsExactly("Fetched and run");
    assertThat(correlate.numProcessingTimeTimers()).isZero();
  }

  /** States of a job that has no rules. */
  private OperatorSubtaskState[] emptyStates() throws Exception {
    TreeMap<String, Tuple2<String, String>> files = new TreeMap<>(published);
    published.clear();
    start();
    OperatorSubtaskState of = correlate.snapshot(1, 1);
    kill();
    published.putAll(files);
    start();
    OperatorSubtaskState[] states = {detect.snapshot(1, 1), of};
    kill();
    return states;
  }

  @Test
  void whatIsGivenUpForWantOfRoomIsAnEventOfItsOwn() throws Exception {
    String wide =
        """
        - sequence: Wide
          within: 1h
          steps:
            - as: first
              condition: evt.type = execve
            - as: second
              condition: evt.type = open and proc.pid = $first.proc.pid
        """;
    published.put("rules/a", Tuple2.of("1", wide));
    start();
    for (int i = 0; i < 1000; i++) {
      send(call(i, "a", i, 0));
    }
    List<Event> events = events();
    assertThat(events).extracting(Event::getName).containsExactly("Sequence lost partial matches");
    assertThat(events.get(0).getDescription()).contains("'Wide'", "one key has more");
  }

  /**
   * Wherever it is killed and whichever checkpoint it goes on from: what it says before and after,
   * told by ids, is what it says when nothing happens.
   */
  @Test
  void aKillNeitherLosesNorDoublesAMatch() throws Exception {
    published.put("rules/a", Tuple2.of("1", SEQUENCES));
    Random random = new Random(7);
    for (int run = 0; run < 15; run++) {
      List<EnrichedSyscall> calls = new ArrayList<>();
      long second = 0;
      for (int i = 0; i < 120; i++) {
        second += random.nextInt(2);
        String name = String.valueOf("abcdx".charAt(random.nextInt(5)));
        calls.add(call(i, name, 1 + random.nextInt(2), second));
      }
      start();
      for (EnrichedSyscall call : calls) {
        send(call);
      }
      time(second + 60);
      List<Event> undisturbed = events();
      assertThat(undisturbed).extracting(Event::getId).doesNotHaveDuplicates();
      assertThat(undisturbed.stream().map(Event::getName).collect(Collectors.toSet())).hasSize(3);
      kill();

      int checkpoint = random.nextInt(calls.size());
      int killed = checkpoint + random.nextInt(calls.size() - checkpoint);
      List<Event> said = new ArrayList<>();
      start();
      OperatorSubtaskState[] states = new OperatorSubtaskState[2];
      for (int i = 0; i < killed; i++) {
        if (i == checkpoint) {
          states = new OperatorSubtaskState[] {detect.snapshot(1, 1), correlate.snapshot(1, 1)};
        }
        send(calls.get(i));
      }
      said.addAll(events());
      kill();
      if (states[0] == null) {
        start();
        checkpoint = 0;
      } else {
        start(states);
      }
      for (EnrichedSyscall call : calls.subList(checkpoint, calls.size())) {
        send(call);
      }
      time(second + 60);
      said.addAll(events());
      kill();
      assertThat(new TreeSet<>(said.stream().map(CorrelateTest::whole).toList()))
          .isEqualTo(new TreeSet<>(undisturbed.stream().map(CorrelateTest::whole).toList()));
    }
    start();
  }

  private static String whole(Event event) {
    return event.getId() + " " + event;
  }

  static EnrichedSyscall call(long sequence, String process, long pid, long second) {
    Syscall call = TestRecords.syscall("h", sequence, "execve", process);
    call.getProcess().setPid(pid);
    call.setTimeNs(START_NS + second * SECOND_NS);
    return TestRecords.enriched(call);
  }

  /** A call, and event time as far as it. */
  private void send(EnrichedSyscall call) throws Exception {
    byte[] value = RandomRecords.bytes(call, registry.id(Topic.SYSCALLS_ENRICHED));
    byte[] key = "h".getBytes(StandardCharsets.UTF_8);
    detect.processElement(
        new StreamRecord<>(new RawRecord("t", 0, call.getSyscall().getSequence(), key, value)));
    List<Tuple4<Integer, Long, Long, byte[]>> messages = new ArrayList<>();
    var side = detect.getSideOutput(StepMessages.TAG);
    if (side != null) {
      side.forEach(record -> messages.add(record.getValue()));
    }
    for (Tuple4<Integer, Long, Long, byte[]> message : messages.subList(steps, messages.size())) {
      if (StepMessages.isCandidate(message)) {
        correlate.processElement(message, message.f2);
      }
      correlate.watermark(message.f2 - 1);
    }
    steps = messages.size();
  }

  private int stateEntries() {
    var operator = (AbstractStreamOperator<?>) correlate.getOperator();
    return ((HeapKeyedStateBackend<?>) operator.getKeyedStateBackend()).numKeyValueStateEntries();
  }

  private void time(long second) throws Exception {
    correlate.watermark(TestRecords.TIME_MS + second * 1000);
  }

  private List<Event> events() {
    return correlate.extractOutputValues().stream()
        .map(
            record ->
                new RecordDecoder<Event>(Topic.EVENTS.schema(), id -> Topic.EVENTS.schema())
                    .decode(record.value()))
        .toList();
  }
}
