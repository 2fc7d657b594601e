package io.gyr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.api.QueryApi;
import io.gyr.api.QueryApiSettings;
import io.gyr.component.Settings;
import io.gyr.schemas.SampleOrigin;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.MetricKind;
import io.gyr.schemas.record.MetricSample;
import io.gyr.schemas.registry.SchemaRegistry;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import io.gyr.standalone.SharedComponents;
import io.gyr.standalone.Status;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against a real API, into real brokers. */
@Timeout(120)
class MetricsImportIT {
  private static final SharedComponents COMPONENTS = SharedComponents.get();

  @TempDir static Path dir;
  private static QueryApi api;

  private final String run = UUID.randomUUID().toString();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final long nowMs = System.currentTimeMillis();

  /** An installation of which nothing but the API is its own. */
  @BeforeAll
  static void start() throws Exception {
    String database = "import_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection =
            DriverManager.getConnection(
                COMPONENTS.postgresUrl("gyr"), "gyr", COMPONENTS.postgresPassword());
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + database);
    }
    api =
        new QueryApi(
            Settings.read(
                QueryApiSettings.class,
                Map.of(
                    "api.port",
                    "0",
                    "api.token_file",
                    dir.resolve("token").toString(),
                    "kafka.bootstrap",
                    COMPONENTS.kafkaBootstrap(),
                    "registry.url",
                    COMPONENTS.registryUrl(),
                    "postgres.url",
                    COMPONENTS.postgresUrl(database),
                    "postgres.user",
                    "gyr",
                    "postgres.password",
                    COMPONENTS.postgresPassword())));
    Status shared = Status.read(COMPONENTS.dir().resolve("run/status.json")).orElseThrow();
    Files.createDirectories(dir.resolve("run"));
    new Status(
            shared.supervisorPid(),
            shared.timeMs(),
            Map.of("api.url", "http://127.0.0.1:" + api.port()),
            List.of())
        .write(dir.resolve("run/status.json"));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private int run(Path file, String... more) {
    CommandLine line = Gyr.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    List<String> arguments =
        new ArrayList<>(List.of("metrics", "import", "--dir", dir.toString(), file.toString()));
    arguments.addAll(List.of(more));
    return line.execute(arguments.toArray(String[]::new));
  }

  private List<MetricSample> samples() {
    List<MetricSample> samples = new ArrayList<>();
    RecordDecoder<MetricSample> decoder =
        new RecordDecoder<>(
            Topic.METRICS.schema(), new SchemaRegistry(COMPONENTS.registryUrl())::schema);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", COMPONENTS.kafkaBootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topic.METRICS.topicName()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          try {
            MetricSample sample = decoder.decode(record.value());
            if (run.equals(sample.getLabels().get("run"))) {
              samples.add(sample);
            }
          } catch (MalformedRecordException e) {
            // Tests of others send what is no sample into the same topic.
          }
        }
      }
    }
    return samples;
  }

  @Test
  void importsAFileInManyRequests() throws Exception {
    Path file = dir.resolve("backfill.om.gz");
    try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(file))) {
      StringBuilder text = new StringBuilder("# TYPE jobs counter\n# HELP jobs Done\n");
      for (int i = 0; i < 12_000; i++) {
        long timeMs = nowMs - 18_000_000 + i * 1_000L;
        text.append(
            "jobs_total{run=\"%s\"} %d %d.%03d\n".formatted(run, i, timeMs / 1000, timeMs % 1000));
      }
      zipped.write(text.append("# EOF\n").toString().getBytes(StandardCharsets.UTF_8));
    }
    assertThat(run(file)).as(err.toString()).isZero();
    assertThat(out.toString()).isEqualTo("imported 12000 samples\n");
    assertThat(samples())
        .hasSize(12_000)
        .allMatch(sample -> sample.getName().equals("jobs_total"))
        .allMatch(sample -> sample.getKind() == MetricKind.COUNTER)
        .allMatch(
            sample -> sample.getTimeMs() == nowMs - 18_000_000 + (long) sample.getValue() * 1_000);
  }

  @Test
  void saysHowManyWereTooOld() throws Exception {
    Path file = dir.resolve("old.prom");
    Files.writeString(
        file,
        """
        temperature{run="%s"} 20.5 %d
        temperature{run="%s"} 21 1600000000000
        temperature{run="%s"} 22 1600000001000
        """
            .formatted(run, nowMs, run, run));
    assertThat(run(file)).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("imported 1 samples\nrefused 2, the first because: 2 samples were not taken:")
        .contains("2 more than 6 h old, first temperature{run=");
    assertThat(samples()).extracting(MetricSample::getValue).containsExactly(20.5);
  }

  @Test
  void backfillTakesWhatIsOldAndSaysThatItIs() throws Exception {
    Path file = dir.resolve("lastMonth.prom");
    long oldMs = nowMs - 30L * 86_400_000;
    Files.writeString(
        file,
        "temperature{run=\"%s\"} 20.5 %d\ntemperature{run=\"%s\"} 21 1000\n"
            .formatted(run, oldMs, run));
    assertThat(run(file, "--backfill")).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("imported 1 samples\nrefused 1, the first because:")
        .contains("1 older than the coarsest aggregates are kept, first temperature{run=");
    assertThat(samples())
        .singleElement()
        .matches(sample -> sample.getTimeMs() == oldMs)
        .matches(sample -> sample.getAgentEpochNs() == 0)
        .matches(sample -> sample.getSequence() == SampleOrigin.BACKFILL.sequence());
  }

  @Test
  void namesTheLineThatIsWrong() throws Exception {
    Path file = dir.resolve("wrong.prom");
    Files.writeString(file, "up 1\nup one\n");
    assertThat(run(file)).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "gyr: %s:2: 'one' is no number; 0 samples before that were imported\n".formatted(file));
  }

  @Test
  void aFileThatIsNotThereIsWrongUse() {
    assertThat(run(dir.resolve("nowhere"))).isEqualTo(2);
    assertThat(err.toString()).contains("nowhere cannot be read");
  }
}
