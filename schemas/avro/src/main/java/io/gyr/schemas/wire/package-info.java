/**
 * Records as bytes in Kafka, in the format of Confluent's serializers:
 *
 * <pre>
 * byte 0      0 (magic)
 * bytes 1-4   schema id in the registry, big endian
 * bytes 5-    Avro binary of the value
 * </pre>
 */
@NullMarked
package io.gyr.schemas.wire;

import org.jspecify.annotations.NullMarked;
