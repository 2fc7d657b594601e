/** Metrics in Cassandra as PromQL asks for them. */
@NullMarked
package io.gyr.api.prometheus.store;

import org.jspecify.annotations.NullMarked;
