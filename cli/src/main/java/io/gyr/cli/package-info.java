/** The {@code gyr} command; one class per sub-command. */
@NullMarked
package io.gyr.cli;

import org.jspecify.annotations.NullMarked;
