/** Events that are JSON documents: read within bounds, looked into by pointers. */
@NullMarked
package io.gyr.rules.json;

import org.jspecify.annotations.NullMarked;
