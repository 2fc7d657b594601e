package io.gyr.agent.replay;

import io.gyr.schemas.record.Syscall;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.file.SeekableFileInput;
import org.apache.avro.file.SeekableInput;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording, an Avro object container file of {@code Syscall}, from its start to its end or
 * to where it is damaged. For one thread.
 */
final class Recording implements AutoCloseable {
  private static final String BUILT_IN = "demo.avro";

  private final String name;
  private final DataFileReader<Syscall> records;
  private final long length;
  private long read;

  /**
   * Opens {@code file}.
   *
   * @throws IOException if it is no recording; the message says which file and what was expected
   */
  static Recording open(Path file) throws IOException {
    return new Recording(file.toString(), new SeekableFileInput(file.toFile()));
  }

  /** Opens the recording that comes with the agent. */
  static Recording builtIn() throws IOException {
    try (InputStream in = Recording.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new IOException("the built-in recording is missing in this build of the agent");
      }
      return new Recording("the built-in recording", new SeekableByteArrayInput(in.readAllBytes()));
    }
  }

  private Recording(String name, SeekableInput in) throws IOException {
    this.name = name;
    try {
      length = in.length();
      records = new DataFileReader<>(in, new SpecificDatumReader<>(Syscall.getClassSchema()));
    } catch (IOException | AvroRuntimeException e) {
      in.close();
      throw new IOException(
          name + ": is no recording (an Avro object container file of Syscall): " + e.getMessage(),
          e);
    }
  }

  /**
   * The next call, null at the end.
   *
   * @throws IOException if the rest is damaged; the message says after how many calls. What was
   *     read before is good
   */
  @Nullable Syscall next() throws IOException {
    try {
      if (!records.hasNext()) {
        // Avro takes a block that is cut short for the end.
        if (records.previousSync() != length) {
          throw new NoSuchElementException("a block is incomplete");
        }
        return null;
      }
      Syscall call = records.next();
      read++;
      return call;
    } catch (AvroRuntimeException | NoSuchElementException e) {
      throw new IOException(
          name + ": is damaged or cut off after " + read + " system calls: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
