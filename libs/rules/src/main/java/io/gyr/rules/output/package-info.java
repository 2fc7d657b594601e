/** Output templates of rules. */
@NullMarked
package io.gyr.rules.output;

import org.jspecify.annotations.NullMarked;
