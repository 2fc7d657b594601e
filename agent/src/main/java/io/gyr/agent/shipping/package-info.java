/** From the queue to Kafka: frames records, sends them and moves the position when they arrived. */
@NullMarked
package io.gyr.agent.shipping;

import org.jspecify.annotations.NullMarked;
