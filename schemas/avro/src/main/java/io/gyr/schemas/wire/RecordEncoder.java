package io.gyr.schemas.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes records of one schema in the wire format. Not thread-safe; reuses its buffer.
 *
 * @param <T> generated class of the schema
 */
public final class RecordEncoder<T extends SpecificRecord> {
  private final int schemaId;
  private final SpecificDatumWriter<T> writer;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);

  /** An encoder of {@code schema}, which the registry knows as {@code schemaId}. */
  public RecordEncoder(Schema schema, int schemaId) {
    this.schemaId = schemaId;
    this.writer = new SpecificDatumWriter<>(schema);
  }

  /** The record's bytes, a fresh array. */
  public byte[] encode(T record) {
    bytes.reset();
    bytes.write(0);
    bytes.write(schemaId >>> 24);
    bytes.write(schemaId >>> 16);
    bytes.write(schemaId >>> 8);
    bytes.write(schemaId);
    try {
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
