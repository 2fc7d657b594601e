/** The query API: one process that serves REST and the console page. */
@NullMarked
package io.gyr.api;

import org.jspecify.annotations.NullMarked;
