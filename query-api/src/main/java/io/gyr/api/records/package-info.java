/** Avro records in the wire format of the schema registry. */
@NullMarked
package io.gyr.api.records;

import org.jspecify.annotations.NullMarked;
