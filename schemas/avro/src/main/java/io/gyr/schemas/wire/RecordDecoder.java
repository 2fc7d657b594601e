package io.gyr.schemas.wire;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads records that were written with any version of a schema as the version that this program was
 * built with. Not thread-safe.
 *
 * @param <T> generated class of the schema
 */
public final class RecordDecoder<T extends SpecificRecord> {
  /** Bytes before the Avro body. */
  public static final int HEADER_BYTES = 5;

  private final Schema schema;
  private final IntFunction<Schema> writerSchemas;
  private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();
  private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);

  /**
   * A decoder to {@code schema}.
   *
   * @param writerSchemas the registry: schema id to schema; asked once per id. What it throws for
   *     an unknown id passes through
   */
  public RecordDecoder(Schema schema, IntFunction<Schema> writerSchemas) {
    this.schema = schema;
    this.writerSchemas = writerSchemas;
  }

  /**
   * Schema id of a record in the wire format.
   *
   * @throws MalformedRecordException if the bytes do not begin as one
   */
  public static int schemaId(byte[] bytes) {
    if (bytes.length < HEADER_BYTES || bytes[0] != 0) {
      throw new MalformedRecordException(
          "expected magic byte 0 and a schema id, found " + bytes.length + " bytes", null);
    }
    return (bytes[1] & 0xff) << 24
        | (bytes[2] & 0xff) << 16
        | (bytes[3] & 0xff) << 8
        | (bytes[4] & 0xff);
  }

  /**
   * Reads one record.
   *
   * @throws MalformedRecordException if the bytes are no such record
   */
  public T decode(byte[] bytes) {
    int id = schemaId(bytes);
    SpecificDatumReader<T> reader =
        readers.computeIfAbsent(
            id, unseen -> new SpecificDatumReader<>(writerSchemas.apply(unseen), schema));
    decoder =
        DecoderFactory.get()
            .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, decoder);
    try {
      return reader.read(null, decoder);
    } catch (IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | UnsupportedOperationException e) {
      throw new MalformedRecordException(
          "no " + schema.getName() + " under schema id " + id + ": " + e, e);
    }
  }
}
