/** Runs Falco rules over enriched system calls. */
@NullMarked
package io.gyr.jobs.rules;

import org.jspecify.annotations.NullMarked;
