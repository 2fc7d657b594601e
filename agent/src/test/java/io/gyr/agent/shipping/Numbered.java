package io.gyr.agent.shipping;

import io.gyr.agent.RecordKind;
import io.gyr.agent.RecordSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Records whose whole content follows from a number, so that nothing need be remembered. */
final class Numbered {
  /** What a topic holds: where it stood in the queue, which number it is. */
  record Shipped(long epochNanos, long sequence, long number) {}

  private Numbered() {}

  static boolean offer(RecordSink sink, long number) {
    byte[] body = body(number);
    return sink.offer(RecordKind.SYSCALL, body, 0, body.length);
  }

  static byte[] body(long number) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      encoder.writeString("openat");
      encoder.writeLong(1_700_000_000_000_000_000L + number);
      encoder.writeLong(number);
      byte[] filler = new byte[(int) (number * 31 % 400)];
      new Random(number).nextBytes(filler);
      encoder.writeBytes(filler);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a value back; fails if any byte of it is not what its number says. */
  static Shipped read(byte[] value) {
    try {
      ByteBuffer frame = ByteBuffer.wrap(value);
      if (frame.get() != 0 || frame.getInt() != 4711) {
        throw new AssertionError("no frame");
      }
      BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null);
      if (!decoder.readString().equals("host-1")) {
        throw new AssertionError("another host");
      }
      long epoch = decoder.readLong();
      long sequence = decoder.readLong();
      int length = decoder.inputStream().available();
      byte[] body = Arrays.copyOfRange(value, value.length - length, value.length);
      decoder.readString();
      decoder.readLong();
      long number = decoder.readLong();
      if (!Arrays.equals(body, body(number))) {
        throw new AssertionError("record " + number + " was changed on its way");
      }
      return new Shipped(epoch, sequence, number);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
