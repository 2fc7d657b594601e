/** The live stream of events, from Kafka to every open client. */
@NullMarked
package io.gyr.api.stream;

import org.jspecify.annotations.NullMarked;
