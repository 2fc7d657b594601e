/**
 * Sequences: what several events mean together. Compiled beside the rules, followed with bounded
 * state.
 */
@NullMarked
package io.gyr.rules.sequence;

import org.jspecify.annotations.NullMarked;
