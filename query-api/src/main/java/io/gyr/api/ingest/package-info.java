/** Samples that others send: what may enter, and the way into the topic of metrics. */
@NullMarked
package io.gyr.api.ingest;

import org.jspecify.annotations.NullMarked;
