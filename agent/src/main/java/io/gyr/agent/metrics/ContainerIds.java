package io.gyr.agent.metrics;

import java.io.IOException;
import java.util.Set;

/** Knows which containers run. */
@FunctionalInterface
public interface ContainerIds {
  /** Full ids of the containers that run now; asked by one thread. */
  Set<String> containerIds() throws IOException;
}
