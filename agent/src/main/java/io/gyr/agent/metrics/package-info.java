/** Samples of the host, its containers and its busiest processes, read from /proc and cgroups. */
@NullMarked
package io.gyr.agent.metrics;

import org.jspecify.annotations.NullMarked;
