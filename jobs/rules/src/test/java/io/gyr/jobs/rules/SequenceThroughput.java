package io.gyr.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.jobs.runtime.JobEnvironment;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.RawRecordType;
import io.gyr.jobs.runtime.fixture.FakeRegistry;
import io.gyr.jobs.runtime.fixture.RandomRecords;
import io.gyr.rules.Evaluator;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.RuleSet;
import io.gyr.rules.sequence.Candidate;
import io.gyr.rules.sequence.CandidateCodec;
import io.gyr.rules.sequence.Sequence;
import io.gyr.rules.sequence.SequenceLimits;
import io.gyr.rules.sequence.SequenceMatch;
import io.gyr.rules.sequence.SequenceSet;
import io.gyr.rules.sequence.SequenceSink;
import io.gyr.rules.sequence.SequenceState;
import io.gyr.rules.starter.StarterRules;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.EnrichedSyscall;
import io.gyr.schemas.record.Syscall;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;

/**
 * Measures, and is no part of the build: {@code benchmarks/sequences.sh} runs it. Calls of the
 * agent's recording, over and over, on eight hosts, against the starter rules and twenty sequences.
 */
class SequenceThroughput {
  private static final int HOSTS = 8;
  private static final int EVENTS = Integer.getInteger("gyr.events", 2_000_000);
  private static final int RECORDS = 40_000;

  private final FakeRegistry registry = new FakeRegistry();

  /** The starter sequences, and twelve more so wide that most calls are candidates of some. */
  static List<RuleFile> files() {
    StringBuilder wide = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      wide.append(
          """
          - sequence: Started and read %d
            by: [evt.hostname, proc.pid]
            within: %ds
            steps:
              - as: run
                condition: program_started
              - as: read
                condition: file_read and fd.name = $run.proc.exepath
              - as: out
                condition: connection_made
          - sequence: Many starts %d
            by: [evt.hostname, container.id]
            within: %ds
            steps:
              - as: run
                condition: program_started
                count: 20
                distinct: proc.exepath
          - sequence: Read and not written %d
            by: [evt.hostname, fd.name]
            within: %ds
            steps:
              - as: read
                condition: file_read and fd.name startswith /etc/
              - as: written
                not: file_written and proc.pid = $read.proc.pid
          """
              .formatted(i, 5 + i, i, 5 + i, i, 5 + i));
    }
    List<RuleFile> files = new ArrayList<>(StarterRules.load());
    files.add(new RuleFile("wide.yaml", wide.toString()));
    return files;
  }

  private List<byte[]> records() throws Exception {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("agent/pom.xml"))) {
      folder = folder.getParent();
    }
    Path recording = folder.resolve("agent/src/main/resources/io/gyr/agent/replay/demo.avro");
    List<Syscall> calls = new ArrayList<>();
    try (InputStream in = Files.newInputStream(recording);
        DataFileStream<Syscall> recorded =
            new DataFileStream<>(in, new SpecificDatumReader<>(Syscall.getClassSchema()))) {
      recorded.forEach(calls::add);
    }
    long span = calls.get(calls.size() - 1).getTimeNs() - calls.get(0).getTimeNs() + 1_000_000;
    List<byte[]> records = new ArrayList<>();
    while (records.size() < RECORDS) {
      for (Syscall call : calls) {
        call.setTimeNs(call.getTimeNs() + span);
        call.getProcess().setPid(call.getProcess().getPid() + 1_000);
        String host = "0123456789abcdef0123456789abcde" + records.size() % HOSTS;
        call.setHostId(host);
        Map<String, String> labels = new TreeMap<>();
        labels.put("host.id", host);
        labels.put("host.name", "node-" + records.size() % HOSTS);
        for (String label :
            List.of(
                "k8s.cluster.name",
                "k8s.namespace.name",
                "k8s.pod.name",
                "k8s.deployment.name",
                "container.name",
                "container.image.name",
                "cloud.region",
                "cloud.provider",
                "host.type",
                "os.type")) {
          labels.put(label, "value-of-" + label);
        }
        records.add(
            RandomRecords.bytes(
                new EnrichedSyscall(call, labels), registry.id(Topic.SYSCALLS_ENRICHED)));
      }
    }
    System.out.printf("%,d calls in the recording, over %,d ms%n", calls.size(), span / 1_000_000);
    return records;
  }

  @Test
  void theEngineAlone() throws Exception {
    List<byte[]> records = records();
    RuleSet rules = RuleLoader.load(files()).rules();
    assertThat(rules.sequences().sequences()).hasSize(20);
    for (int round = 0; round < 3; round++) {
      engine(rules, records, round);
    }
  }

  private static void engine(RuleSet rules, List<byte[]> records, int round) {
    SequenceSet sequences = rules.sequences();
    Evaluator evaluator = rules.newEvaluator();
    SequenceState state = new SequenceState(SequenceLimits.USUAL);
    long[] counts = new long[3];
    SequenceSink sink =
        new SequenceSink() {
          @Override
          public void matched(SequenceMatch match) {
            counts[1]++;
          }

          @Override
          public void evicted(Sequence sequence, int partials, boolean inAll) {
            counts[2] += partials;
          }
        };
    SyscallEvent event = new SyscallEvent();
    StepOutput steps =
        new StepOutput(
            event,
            message -> {
              if (StepMessages.isCandidate(message)) {
                counts[0]++;
                Candidate candidate = CandidateCodec.decode(message.f3);
                Sequence sequence = sequences.of(candidate.sequence());
                state.accept(java.util.Objects.requireNonNull(sequence), candidate, sink);
                state.shrink(sequences::of, sink);
              }
            });
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long fired = 0;
    long dueNs = 0;
    for (int i = 0; i < EVENTS; i++) {
      event.reset(records.get(i % records.size()));
      steps.passed();
      if (evaluator.wants(event.type())) {
        fired += evaluator.evaluate(event, match -> {}, steps);
      }
      if (event.timeNs() > dueNs || event.timeNs() < dueNs - 10_000_000_000L) {
        state.advance(event.timeNs(), sequences::of, sink);
        dueNs = event.timeNs() + 1_000_000_000L;
      }
    }
    double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
    System.out.printf(
        "engine, round %d: %,d events, %,d rule matches, %,d candidates, %,d sequences found,"
            + " %,d evicted, %.2f CPU seconds, %,.0f events per second of one core%n",
        round, EVENTS, fired, counts[0], counts[1], counts[2], seconds, EVENTS / seconds);
  }

  /** Everything of the job but Kafka, on one core's worth of threads. */
  @Test
  void theJobWithoutKafka() throws Exception {
    TreeMap<String, Tuple2<String, String>> published = new TreeMap<>();
    files().forEach(file -> published.put("rules/" + file.name(), Tuple2.of("1", file.content())));
    byte[][] records = records().toArray(new byte[0][]);
    JobSettings settings = registry.settings();
    StreamExecutionEnvironment environment = JobEnvironment.of(settings, "throughput", 10_000);
    environment.setParallelism(1);
    Configuration once = new Configuration();
    once.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    environment.configure(once);
    DataStream<RawRecord> calls =
        environment
            .fromSequence(0, EVENTS - 1)
            .map(
                number ->
                    new RawRecord(
                        "t", 0, number, new byte[] {1}, records[(int) (number % records.length)]))
            .returns(RawRecordType.INSTANCE);
    var detected = RulesJob.detect(settings, calls, any -> new PublishedFiles(any, published));
    detected.map(finding -> 1).returns(Types.INT).sinkTo(new DiscardingSink<>());
    RulesJob.correlate(detected, settings).sinkTo(new DiscardingSink<>());
    long from = cpu();
    long began = System.nanoTime();
    environment.execute();
    double cpu = (cpu() - from) / 1e9;
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "job without Kafka: %,d events in %.1f s, %.1f CPU seconds of the whole process (start of"
            + " Flink and compiling included), %,.0f events per second of one core%n",
        EVENTS, seconds, cpu, EVENTS / cpu);
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
