package io.gyr.agent.replay;

import io.gyr.schemas.record.Syscall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Between a whole {@code Syscall} and its body without the first three fields: an empty host_id, an
 * agent_epoch_ns of 0 and a sequence of 0 take one zero byte each in Avro's binary encoding.
 */
final class SyscallBody {
  /** Bytes of the three fields when they are empty. */
  static final int EMPTY_HEAD_BYTES = 3;

  private SyscallBody() {}

  /** The whole record with an empty head; its body begins at {@link #EMPTY_HEAD_BYTES}. */
  static byte[] encode(Syscall call) {
    call.setHostId("");
    call.setAgentEpochNs(0);
    call.setSequence(0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      new SpecificDatumWriter<Syscall>(Syscall.getClassSchema()).write(call, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
