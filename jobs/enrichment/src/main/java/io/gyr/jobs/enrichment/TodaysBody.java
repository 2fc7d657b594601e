package io.gyr.jobs.enrichment;

import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.schemas.Topic;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import io.gyr.schemas.wire.RecordEncoder;
import org.apache.avro.specific.SpecificRecord;

/**
 * Brings a record to today's version of its schema. Agents of today write it already: then the
 * bytes are taken as they are. Only records of older or newer agents are decoded and written anew.
 */
final class TodaysBody {
  private final int todaysId;
  private final RecordDecoder<SpecificRecord> decoder;
  private final RecordEncoder<SpecificRecord> encoder;

  TodaysBody(Schemas schemas, Topic topic) {
    todaysId = schemas.id(topic);
    decoder = schemas.decoder(topic);
    encoder = schemas.encoder(topic);
  }

  /**
   * The value of {@code record} in the wire format with today's schema.
   *
   * @throws MalformedRecordException if it is no such record
   */
  byte[] of(RawRecord record) {
    byte[] value = record.value();
    if (value == null) {
      throw new MalformedRecordException("no value", null);
    }
    return RecordDecoder.schemaId(value) == todaysId
        ? value
        : encoder.encode(decoder.decode(value));
  }
}
