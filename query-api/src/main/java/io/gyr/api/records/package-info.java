/** Writing records to topics, one at a time and for sure. */
@NullMarked
package io.gyr.api.records;

import org.jspecify.annotations.NullMarked;
