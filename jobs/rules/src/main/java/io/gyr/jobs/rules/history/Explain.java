package io.gyr.jobs.rules.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.component.Settings;
import io.gyr.jobs.rules.SyscallEvent;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.rules.explain.Explanation;
import io.gyr.rules.explain.ExplanationJson;
import io.gyr.rules.explain.ExplanationText;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.EnrichedSyscall;
import io.gyr.schemas.wire.RecordEncoder;
import io.gyr.sinks.iceberg.SyscallRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.CloseableIterator;
import org.apache.iceberg.expressions.Expressions;

/**
 * Says why a rule fired on a recorded system call, or why not: {@code Explain RULE PLACE TIME
 * RULES_DIR text|colours [--config FILE] [key=value ...]}. PLACE is
 * host_id/agent_epoch_ns/sequence, as events name their records, or {@code file:PATH} of a call in
 * Avro's JSON. One JSON object goes to standard output: the tree, its text, and the call; or {@code
 * {}} if there is no such call.
 */
public final class Explain {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "file:";
  private static final int OPERANDS = 5;

  private Explain() {}

  /** Explains one. */
  public static void main(String[] arguments) throws Exception {
    String place = arguments[1];
    Optional<EnrichedSyscall> call =
        place.startsWith(FILE)
            ? Optional.of(read(Files.readString(Path.of(place.substring(FILE.length())))))
            : find(
                Settings.fromArguments(
                    JobSettings.class, Arrays.copyOfRange(arguments, OPERANDS, arguments.length)),
                place,
                Instant.parse(arguments[2]));
    ObjectNode json = JSON.createObjectNode();
    if (call.isPresent()) {
      Explanation explanation =
          explain(call.get(), arguments[0], Backtest.contents(Path.of(arguments[3])));
      json.set("tree", JSON.readTree(ExplanationJson.of(explanation)));
      json.put("text", ExplanationText.of(explanation, arguments[4].equals("colours")));
      json.set("call", JSON.readTree(json(call.get())));
    }
    System.out.println(JSON.writeValueAsString(json));
  }

  /**
   * Holds a call against a rule of the files.
   *
   * @throws IllegalArgumentException when there is no such rule
   */
  static Explanation explain(EnrichedSyscall call, String rule, List<String> rules) {
    SyscallEvent event = new SyscallEvent();
    event.reset(new RecordEncoder<>(Topic.SYSCALLS_ENRICHED.schema(), 0).encode(call));
    return Judge.load(rules).rules().newExplainer("syscall").explain(event, rule);
  }

  /** The call at a place, as events name it in their records, that returned at {@code time}. */
  static Optional<EnrichedSyscall> find(JobSettings settings, String place, Instant time)
      throws Exception {
    int sequence = place.lastIndexOf('/');
    int epoch = place.lastIndexOf('/', sequence - 1);
    StreamExecutionEnvironment environment = History.environment(1);
    try (CloseableIterator<RowData> rows =
        History.rows(
                environment,
                settings,
                time,
                time,
                Expressions.equal("host_id", place.substring(0, epoch)),
                Expressions.equal(
                    "agent_epoch_ns", Long.parseLong(place.substring(epoch + 1, sequence))),
                Expressions.equal("sequence", Long.parseLong(place.substring(sequence + 1))))
            .executeAndCollect("recorded call")) {
      while (rows.hasNext()) {
        EnrichedSyscall call = SyscallRecords.of(rows.next());
        if (place.equals(
            call.getSyscall().getHostId()
                + "/"
                + call.getSyscall().getAgentEpochNs()
                + "/"
                + call.getSyscall().getSequence())) {
          return Optional.of(call);
        }
      }
    }
    return Optional.empty();
  }

  static String json(EnrichedSyscall call) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonEncoder encoder = EncoderFactory.get().jsonEncoder(call.getSchema(), bytes);
    new SpecificDatumWriter<EnrichedSyscall>(call.getSchema()).write(call, encoder);
    encoder.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  static EnrichedSyscall read(String json) throws IOException {
    Schema schema = EnrichedSyscall.getClassSchema();
    return new SpecificDatumReader<EnrichedSyscall>(schema)
        .read(null, DecoderFactory.get().jsonDecoder(schema, json));
  }
}
