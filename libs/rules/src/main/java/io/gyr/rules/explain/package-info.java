/** Why a rule fired, or why not: its condition with what each part of it was for one event. */
@NullMarked
package io.gyr.rules.explain;

import org.jspecify.annotations.NullMarked;
