/** The rules that Gyr starts with. */
@NullMarked
package io.gyr.rules.starter;

import org.jspecify.annotations.NullMarked;
