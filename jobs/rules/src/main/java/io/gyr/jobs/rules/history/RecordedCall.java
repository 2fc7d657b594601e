package io.gyr.jobs.rules.history;

import io.gyr.component.Settings;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.schemas.record.EnrichedSyscall;
import io.gyr.sinks.iceberg.SyscallRecords;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.CloseableIterator;
import org.apache.iceberg.expressions.Expressions;

/**
 * Finds one system call in the table: {@code RecordedCall HOST_ID/AGENT_EPOCH_NS/SEQUENCE TIME
 * [--config FILE] [key=value ...]}, and prints it in Avro's JSON, or nothing if it is not there.
 */
public final class RecordedCall {
  private static final int OPERANDS = 2;

  private RecordedCall() {}

  /** Finds one and prints it. */
  public static void main(String[] arguments) throws Exception {
    JobSettings settings =
        Settings.fromArguments(
            JobSettings.class, Arrays.copyOfRange(arguments, OPERANDS, arguments.length));
    Optional<EnrichedSyscall> call = find(settings, arguments[0], Instant.parse(arguments[1]));
    if (call.isPresent()) {
      System.out.println(json(call.get()));
    }
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

  private static String json(EnrichedSyscall call) throws java.io.IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonEncoder encoder = EncoderFactory.get().jsonEncoder(call.getSchema(), bytes);
    new SpecificDatumWriter<EnrichedSyscall>(call.getSchema()).write(call, encoder);
    encoder.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
