package io.gyr.benchmarks.load;

import io.gyr.agent.Agent;
import io.gyr.schemas.record.Syscall;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.specific.SpecificDatumReader;

/** The system calls of the recording that comes with the agent. */
public final class RecordedCalls {
  private RecordedCalls() {}

  /** All of them, in order. */
  public static List<Syscall> all() throws IOException {
    try (InputStream in = Agent.class.getResourceAsStream("replay/demo.avro")) {
      if (in == null) {
        throw new IOException("the agent's recording is not on the class path");
      }
      try (DataFileStream<Syscall> recording =
          new DataFileStream<>(in, new SpecificDatumReader<>(Syscall.getClassSchema()))) {
        List<Syscall> calls = new ArrayList<>();
        recording.forEach(calls::add);
        return calls;
      }
    }
  }
}
