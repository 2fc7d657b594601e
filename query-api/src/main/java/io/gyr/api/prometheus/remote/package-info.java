/** Prometheus's remote read: another Prometheus asks for samples. */
@NullMarked
package io.gyr.api.prometheus.remote;

import org.jspecify.annotations.NullMarked;
