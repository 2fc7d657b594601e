/** The fields of the syscall source. */
@NullMarked
package io.gyr.rules.field.syscall;

import org.jspecify.annotations.NullMarked;
