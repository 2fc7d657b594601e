/** Gyr, Prometheus and VictoriaMetrics on the same machine with the same samples. */
@NullMarked
package io.gyr.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
