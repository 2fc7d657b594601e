/** Carries events and system calls into the stores; each store has a job of its own. */
@NullMarked
package io.gyr.jobs.delivery;

import org.jspecify.annotations.NullMarked;
