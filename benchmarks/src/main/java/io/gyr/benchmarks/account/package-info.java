/** Counts what the stores hold and holds it against what the agent says that it shipped. */
@NullMarked
package io.gyr.benchmarks.account;

import org.jspecify.annotations.NullMarked;
