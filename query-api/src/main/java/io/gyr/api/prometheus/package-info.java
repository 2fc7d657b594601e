/** Prometheus's HTTP API over the metrics store, as Grafana, promtool and Prometheus call it. */
@NullMarked
package io.gyr.api.prometheus;

import org.jspecify.annotations.NullMarked;
