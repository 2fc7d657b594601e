/** What the agent knows of the host and its containers, published as entities. */
@NullMarked
package io.gyr.agent.metadata;

import org.jspecify.annotations.NullMarked;
