/** The host agent: what happens on a host goes into one queue, and from there to Kafka. */
@NullMarked
package io.gyr.agent;

import org.jspecify.annotations.NullMarked;
