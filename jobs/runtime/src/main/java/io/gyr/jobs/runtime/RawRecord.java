package io.gyr.jobs.runtime;

import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies in Kafka, with its place, so that what cannot be used can be named.
 *
 * @param topic topic it came from
 * @param partition its partition
 * @param offset its offset
 * @param key bytes of the key, null if it has none
 * @param value bytes of the value, null for a tombstone
 */
@TypeInfo(RawRecordType.Factory.class)
@SuppressWarnings("ArrayRecordComponent") // moved, never compared
public record RawRecord(
    String topic, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {}
