package io.gyr.jobs.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.fixture.FakeRegistry;
import io.gyr.jobs.runtime.fixture.RandomRecords;
import io.gyr.jobs.runtime.fixture.TestRecords;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.ConfigurationState;
import io.gyr.schemas.record.Control;
import io.gyr.schemas.record.DeadLetter;
import io.gyr.schemas.record.DecisiveCondition;
import io.gyr.schemas.record.EnrichedSyscall;
import io.gyr.schemas.record.Event;
import io.gyr.schemas.record.EventKind;
import io.gyr.schemas.record.EventStatus;
import io.gyr.schemas.record.Status;
import io.gyr.schemas.record.Syscall;
import io.gyr.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DetectTest {
  private final FakeRegistry registry = new FakeRegistry();
  private final List<RawRecord> topic = Collections.synchronizedList(new ArrayList<>());
  private OneInputStreamOperatorTestHarness<RawRecord, Tuple2<String, RawRecord>> operator;

  @BeforeEach
  void open() throws Exception {
    operator = operator();
    operator.open();
  }

  /** The topic of changes as a list. */
  private final class Feed implements ControlFeed {
    private int next;

    @Override
    public Published published() {
      TreeMap<String, RawRecord> newest = new TreeMap<>();
      topic.forEach(record -> newest.put(new String(record.key(), UTF_8), record));
      next = topic.size();
      return new Published(newest, next);
    }

    @Override
    public void seek(long offset) {
      next = (int) offset;
    }

    @Override
    public List<RawRecord> poll() {
      LockSupport.parkNanos(1_000_000);
      synchronized (topic) {
        List<RawRecord> found = List.copyOf(topic.subList(next, topic.size()));
        next += found.size();
        return found;
      }
    }

    @Override
    public void close() {}
  }

  private OneInputStreamOperatorTestHarness<RawRecord, Tuple2<String, RawRecord>> operator()
      throws Exception {
    return operator(registry.settings());
  }

  private OneInputStreamOperatorTestHarness<RawRecord, Tuple2<String, RawRecord>> operator(
      JobSettings settings) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(new DetectFactory(settings, any -> new Feed()));
  }

  private void restart(OperatorSubtaskState state) throws Exception {
    operator.close();
    operator = operator();
    operator.initializeState(state);
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
    registry.close();
  }

  static String rule(String name, String process) {
    return """
        - rule: %s
          desc: d
          condition: evt.type=execve and proc.name=%s
          output: "%%proc.name was started by %%user.name (%%fd.name)"
          priority: ERROR
          tags: [shell, T1059]
        """
        .formatted(name, process);
  }

  @Test
  void allRulesFireUnlessTheFirstIsChosen() throws Exception {
    String rules = rule("One", "bash") + rule("Two", "bash") + rule("Three", "cat");
    control("rules/a", "111111111111", rules);
    send(call(7, "bash"));
    assertThat(events()).extracting(Event::getName).containsExactly("One", "Two");

    operator.close();
    operator = operator(registry.settings(Map.of("rules.matching", "first")));
    operator.open();
    send(call(7, "bash"));
    send(call(8, "cat"));
    assertThat(events()).extracting(Event::getName).containsExactly("One", "Three");
  }

  @Test
  void aMatchIsAnEventWithAllThatARuleSays() throws Exception {
    control("rules/a", "111111111111", rule("Shell", "bash"));
    send(call(7, "bash"));
    send(call(8, "cat"));
    assertThat(events()).hasSize(1);
    Event event = events().get(0);
    assertThat(event.getId()).matches("[0-9a-f]{32}");
    assertThat(event.getKind()).isEqualTo(EventKind.SECURITY);
    assertThat(event.getTimeNs()).isEqualTo(TestRecords.TIME_MS * 1_000_000 + 7);
    assertThat(event.getEndTimeNs()).isNull();
    assertThat(event.getSeverity()).isEqualTo(3);
    assertThat(event.getStatus()).isEqualTo(EventStatus.TRIGGERED);
    assertThat(event.getName()).isEqualTo("Shell");
    assertThat(event.getDescription()).isEqualTo("bash was started by root (<NA>)");
    assertThat(event.getSource()).isEqualTo("syscall");
    assertThat(event.getTags()).containsExactly("shell", "T1059");
    assertThat(event.getLabels()).isEqualTo(Map.of("host.id", "h", "host.name", "web-1"));
    assertThat(event.getFields())
        .containsEntry("proc.name", "bash")
        .containsEntry("user.name", "root")
        .containsKey("evt.time")
        .doesNotContainKey("fd.name");
    assertThat(event.getRuleVersion()).isEqualTo("111111111111");
    assertThat(event.getVersion()).isEqualTo(1);
    assertThat(event.getConditions())
        .extracting(DecisiveCondition::getCondition, DecisiveCondition::getValues)
        .containsExactly(
            tuple("evt.type = execve", Map.of("evt.type", "execve")),
            tuple("proc.name = bash", Map.of("proc.name", "bash")));
    assertThat(event.getRecords()).containsExactly("h/1700000000000000000/7");
    assertThat(event.getCount()).isEqualTo(1);
    assertThat(event.getAggregatedInto()).isNull();
    assertThat(operator.extractOutputValues().get(0).f1.key())
        .isEqualTo(event.getId().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theIdIsOfTheRuleAndTheRecordWhateverTheVersion() throws Exception {
    control("rules/a", "1", rule("Shell", "bash"));
    send(call(7, "bash"));
    send(call(7, "bash"));
    control("rules/a", "2", rule("Shell", "bash") + "# changed");
    send(call(7, "bash"));
    send(call(8, "bash"));
    control("rules/a", "3", rule("Other", "bash"));
    send(call(7, "bash"));
    List<String> ids = events().stream().map(Event::getId).toList();
    assertThat(ids.get(1)).isEqualTo(ids.get(0));
    assertThat(ids.get(2)).isEqualTo(ids.get(0));
    assertThat(ids.subList(2, 5)).doesNotHaveDuplicates();
  }

  @Test
  void aNewVersionTakesEffectBetweenTwoRecords() throws Exception {
    control("rules/a", "1", rule("Shell", "bash"));
    send(call(1, "bash"));
    control("rules/a", "2", rule("Shell", "zsh"));
    send(call(2, "bash"));
    send(call(3, "zsh"));
    withdraw("rules/a");
    send(call(4, "zsh"));
    assertThat(events()).extracting(Event::getRuleVersion).containsExactly("1", "2");
  }

  @Test
  void aBadVersionIsRefusedAndTheOldOneGoesOnEvenAcrossARestart() throws Exception {
    control("rules/a", "1", rule("Shell", "bash"));
    control("rules/a", "2", "- rule: Shell\n  condition: nonsense and\n");
    change(raw("rules/a", new byte[] {1}));
    send(call(1, "bash"));
    assertThat(events()).extracting(Event::getRuleVersion).containsExactly("1");
    assertThat(deadLetters())
        .hasSize(2)
        .allSatisfy(letter -> assertThat(letter.getReason()).isEqualTo("rejected"));
    assertThat(deadLetters().get(0).getDetail()).contains("rules/a:");

    OperatorSubtaskState state = operator.snapshot(1, 1);
    restart(state);
    send(call(2, "bash"));
    assertThat(events()).extracting(Event::getRuleVersion).containsExactly("1");
  }

  /** Withdrawing a file that another one needs would leave a set that does not load. */
  @Test
  void aFileThatOthersNeedIsNotWithdrawn() throws Exception {
    control("rules/a", "1", "- macro: m\n  condition: evt.type=execve\n");
    control("rules/b", "1", rule("Shell", "bash").replace("evt.type=execve", "m"));
    withdraw("rules/a");
    send(call(1, "bash"));
    assertThat(events()).hasSize(1);
    assertThat(deadLetters()).hasSize(1);
  }

  @Test
  void otherKindsOfControlAreNotItsBusiness() throws Exception {
    topic.add(changeOf("alert/a", "1", "no rules"));
    topic.add(new RawRecord("gyr.control", 0, topic.size(), null, new byte[0]));
    control("rules/a", "1", rule("Shell", "bash"));
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void aJobThatBeginsKnowsWhatIsPublishedBeforeItsFirstRecord() throws Exception {
    operator.close();
    topic.add(changeOf("rules/a", "0", rule("Shell", "zsh")));
    topic.add(changeOf("rules/a", "1", rule("Shell", "bash")));
    topic.add(changeOf("rules/b", "1", "- rule: [unclosed"));
    operator = operator();
    operator.open();
    send(call(1, "bash"));
    control("rules/a", "2", rule("Shell", "bash") + "# changed");
    send(call(2, "bash"));
    assertThat(events()).extracting(Event::getRuleVersion).containsExactly("1", "2");
    assertThat(deadLetters()).hasSize(1);
    assertThat(statuses().get("rules/b").getState()).isEqualTo(ConfigurationState.REFUSED);
  }

  /** The record path does not wait for the compiler: what is not decided changes nothing. */
  @Test
  void aChangeTakesEffectWhenItIsDecidedAndACheckpointBeforeThatHasItToo() throws Exception {
    control("rules/a", "1", rule("Shell", "bash"));
    topic.add(changeOf("rules/a", "2", rule("Shell", "zsh")));
    send(call(1, "bash"));
    OperatorSubtaskState state = operator.snapshot(1, 1);
    settle();
    send(call(2, "zsh"));
    assertThat(events()).extracting(Event::getRuleVersion).containsExactly("1", "2");

    restart(state);
    send(call(3, "bash"));
    settle();
    send(call(4, "zsh"));
    assertThat(events()).extracting(Event::getRuleVersion).containsExactly("1", "2");
  }

  @Test
  void whatBecameOfEachFileIsReported() throws Exception {
    control("rules/a", "1", rule("Shell", "bash"));
    control("rules/a", "2", "- rule: [unclosed");
    control("rules/b", "3", rule("Other", "zsh"));
    withdraw("rules/b");
    Map<String, Status> statuses = statuses();
    assertThat(statuses).containsOnlyKeys("rules/a", "rules/b", "rule-set/rules");
    assertThat(statuses.get("rules/b")).isNull();
    Status a = statuses.get("rules/a");
    assertThat(a.getState()).isEqualTo(ConfigurationState.REFUSED);
    assertThat(a.getVersion()).isEqualTo("2");
    assertThat(a.getVersionInForce()).isEqualTo("1");
    assertThat(a.getDetail()).contains("rules/a:1");
    Status set = statuses.get("rule-set/rules");
    assertThat(set.getState()).isEqualTo(ConfigurationState.IN_FORCE);
    assertThat(set.getVersion()).isEqualTo("1");
    assertThat(set.getRules()).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadIsADeadLetterAndTheNextGoesOn() throws Exception {
    control("rules/a", "1", rule("Shell", "bash"));
    byte[] whole = RandomRecords.bytes(call(1, "bash"), registry.id(Topic.SYSCALLS_ENRICHED));
    sendBytes(java.util.Arrays.copyOf(whole, whole.length / 2));
    sendBytes(null);
    sendBytes("garbage".getBytes(StandardCharsets.UTF_8));
    sendBytes(new byte[] {0, 0, 0, 77, 77, 2});
    send(call(2, "bash"));
    assertThat(events()).hasSize(1);
    assertThat(deadLetters())
        .hasSize(4)
        .allSatisfy(letter -> assertThat(letter.getReason()).isEqualTo("malformed"));
  }

  private static EnrichedSyscall call(long sequence, String process) {
    Syscall call = TestRecords.syscall("h", sequence, "execve", process);
    return TestRecords.enriched(call);
  }

  private void send(EnrichedSyscall call) throws Exception {
    sendBytes(RandomRecords.bytes(call, registry.id(Topic.SYSCALLS_ENRICHED)));
  }

  private void sendBytes(byte[] value) throws Exception {
    operator.processElement(new StreamRecord<>(raw("h", value)));
  }

  private void control(String key, String version, String content) throws Exception {
    change(changeOf(key, version, content));
  }

  private RawRecord changeOf(String key, String version, String content) {
    String[] parts = key.split("/");
    Control control = new Control(parts[0], parts[1], version, 1L, content);
    return raw(key, RandomRecords.bytes(control, registry.id(Topic.CONTROL)));
  }

  private void withdraw(String key) throws Exception {
    change(raw(key, null));
  }

  private void change(RawRecord change) throws Exception {
    topic.add(change);
    settle();
  }

  /** Waits for the decisions and lets the task take them up, as it does between two records. */
  private void settle() throws Exception {
    TaskMailbox mailbox = operator.getTaskMailbox();
    Detect detect = (Detect) operator.getOneInputOperator();
    await()
        .pollInSameThread()
        .until(
            () -> {
              for (var mail = mailbox.tryTake(0); mail.isPresent(); mail = mailbox.tryTake(0)) {
                mail.get().run();
              }
              return detect.undecidedFrom() == topic.size();
            });
  }

  private RawRecord raw(String key, byte[] value) {
    return new RawRecord("t", 0, topic.size(), key.getBytes(UTF_8), value);
  }

  private List<Event> events() {
    return operator.extractOutputValues().stream()
        .map(finding -> DetectTest.<Event>decode(Topic.EVENTS, finding.f1))
        .toList();
  }

  /** The last one of each key. */
  private Map<String, Status> statuses() {
    Map<String, Status> statuses = new HashMap<>();
    for (StreamRecord<RawRecord> record : operator.getSideOutput(StatusRecords.TAG)) {
      RawRecord raw = record.getValue();
      statuses.put(
          new String(raw.key(), StandardCharsets.UTF_8),
          raw.value() == null ? null : decode(Topic.STATUS, raw));
    }
    return statuses;
  }

  private List<DeadLetter> deadLetters() {
    var letters = operator.getSideOutput(DeadLetters.TAG);
    return letters == null
        ? List.of()
        : letters.stream()
            .map(record -> DetectTest.<DeadLetter>decode(Topic.DEAD_LETTER, record.getValue()))
            .toList();
  }

  private static <T extends SpecificRecord> T decode(Topic topic, RawRecord record) {
    return new RecordDecoder<T>(topic.schema(), id -> topic.schema()).decode(record.value());
  }
}
