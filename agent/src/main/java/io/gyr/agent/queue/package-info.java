/** The agent's buffer on disk: records wait in it until Kafka has them. */
@NullMarked
package io.gyr.agent.queue;

import org.jspecify.annotations.NullMarked;
