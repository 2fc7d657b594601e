package io.gyr.agent.replay;

import io.gyr.agent.RecordKind;
import io.gyr.agent.RecordSink;
import io.gyr.schemas.record.Syscall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands records on and writes the system calls among them into a recording until it has reached its
 * size. The recorded host_id, agent_epoch_ns and sequence are empty: a replay sets its own. For one
 * thread.
 */
public final class RecordingSink implements RecordSink, AutoCloseable {
  private static final int SYNC_BYTES = 64 * 1024;
  private static final Logger LOG = LoggerFactory.getLogger(RecordingSink.class);

  private final RecordSink next;
  private final Path file;
  private final long maxBytes;
  private final DataFileWriter<Syscall> writer;
  private byte[] whole = new byte[4096];
  private long written;
  private boolean closed;

  /**
   * Begins a recording, in place of what {@code file} held.
   *
   * @param maxBytes bytes of records, before compression, after which recording ends
   * @throws IOException if the file cannot be written
   */
  public RecordingSink(RecordSink next, Path file, long maxBytes) throws IOException {
    this.next = next;
    this.file = file;
    this.maxBytes = maxBytes;
    writer = new DataFileWriter<>(new SpecificDatumWriter<>(Syscall.getClassSchema()));
    writer.setCodec(CodecFactory.deflateCodec(6)).setSyncInterval(SYNC_BYTES);
    writer.create(Syscall.getClassSchema(), Files.newOutputStream(file));
  }

  @Override
  public boolean offer(RecordKind kind, byte[] body, int offset, int length) {
    if (kind == RecordKind.SYSCALL && !closed) {
      record(body, offset, length);
    }
    return next.offer(kind, body, offset, length);
  }

  private void record(byte[] body, int offset, int length) {
    int wholeLength = SyscallBody.EMPTY_HEAD_BYTES + length;
    if (whole.length < wholeLength) {
      whole = new byte[Integer.highestOneBit(wholeLength) << 1];
    }
    System.arraycopy(body, offset, whole, SyscallBody.EMPTY_HEAD_BYTES, length);
    try {
      writer.appendEncoded(ByteBuffer.wrap(whole, 0, wholeLength));
      written += wholeLength;
      if (written >= maxBytes) {
        LOG.info("{}: the recording is complete with {} bytes of records", file, written);
        close();
      }
    } catch (IOException e) {
      LOG.error("{}: recording ends: {}", file, e.toString());
      closed = true;
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      writer.close();
    }
  }
}
