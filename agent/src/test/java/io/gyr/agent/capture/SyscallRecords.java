package io.gyr.agent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.schemas.record.Argument;
import io.gyr.schemas.record.Syscall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/** Reads bodies as a consumer does: with the queue's prefix in front, by Avro's own reader. */
final class SyscallRecords {
  private SyscallRecords() {}

  static Syscall decode(byte[] body, int length) {
    try {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      BinaryEncoder prefix = EncoderFactory.get().directBinaryEncoder(whole, null);
      prefix.writeString("0123456789abcdef0123456789abcdef");
      prefix.writeLong(1);
      prefix.writeLong(2);
      prefix.flush();
      whole.write(body, 0, length);
      BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(whole.toByteArray(), null);
      Syscall call = new SpecificDatumReader<>(Syscall.class).read(null, decoder);
      if (!decoder.isEnd()) {
        throw new AssertionError("bytes are left after " + call);
      }
      return call;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Value of an argument; fails without it. */
  static String argument(Syscall call, String name) {
    for (Argument argument : call.getArguments()) {
      if (argument.getName().equals(name)) {
        return argument.getValue();
      }
    }
    throw new AssertionError("no argument " + name + " in " + call);
  }

  /** The one call that satisfies; fails if there is none or more. */
  static Syscall only(List<Syscall> calls, Predicate<Syscall> wanted) {
    List<Syscall> found = calls.stream().filter(wanted).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  /** The one call whose type matches. */
  static Syscall only(List<Syscall> calls, String typePattern) {
    return only(calls, call -> call.getType().matches(typePattern));
  }
}
