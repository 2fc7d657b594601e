/** Conditions compiled into a shared graph of tests that is dispatched by event type. */
@NullMarked
package io.gyr.rules.program;

import org.jspecify.annotations.NullMarked;
