/** Rule files to definitions: items, appends, overrides, exceptions, macro resolution. */
@NullMarked
package io.gyr.rules.load;

import org.jspecify.annotations.NullMarked;
