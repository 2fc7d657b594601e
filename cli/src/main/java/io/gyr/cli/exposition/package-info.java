/** Text formats of metrics: OpenMetrics and Prometheus's own. */
@NullMarked
package io.gyr.cli.exposition;

import org.jspecify.annotations.NullMarked;
