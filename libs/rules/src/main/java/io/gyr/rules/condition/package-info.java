/** Condition text to syntax tree. */
@NullMarked
package io.gyr.rules.condition;

import org.jspecify.annotations.NullMarked;
