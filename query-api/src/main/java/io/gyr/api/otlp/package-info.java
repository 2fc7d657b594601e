/** OpenTelemetry metrics over HTTP, named as Prometheus names them. */
@NullMarked
package io.gyr.api.otlp;

import org.jspecify.annotations.NullMarked;
