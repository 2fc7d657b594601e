/** Rules over the recorded past: back-tests, and explanations of single system calls. */
@NullMarked
package io.gyr.jobs.rules.history;

import org.jspecify.annotations.NullMarked;
