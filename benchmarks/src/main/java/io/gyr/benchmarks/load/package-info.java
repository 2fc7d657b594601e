/** Programs that make work for the agent. */
@NullMarked
package io.gyr.benchmarks.load;

import org.jspecify.annotations.NullMarked;
