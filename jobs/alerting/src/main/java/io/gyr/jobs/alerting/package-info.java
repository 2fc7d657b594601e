/** Metric alerts: a threshold over time and over a group, for each segment by itself. */
@NullMarked
package io.gyr.jobs.alerting;

import org.jspecify.annotations.NullMarked;
