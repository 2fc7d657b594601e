/** The functions of the language. */
@NullMarked
package io.gyr.promql.function;

import org.jspecify.annotations.NullMarked;
