/** Answers as Prometheus writes them, straight to the stream. */
@NullMarked
package io.gyr.api.prometheus.json;

import org.jspecify.annotations.NullMarked;
