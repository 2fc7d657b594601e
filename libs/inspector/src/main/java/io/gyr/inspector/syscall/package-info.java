/** The system calls: their numbers, and their arguments as Falco names and writes them. */
@NullMarked
package io.gyr.inspector.syscall;

import org.jspecify.annotations.NullMarked;
