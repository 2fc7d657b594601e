/** The catalogue of topics. The records themselves are generated from {@code src/main/avro}. */
@NullMarked
package io.gyr.schemas;

import org.jspecify.annotations.NullMarked;
