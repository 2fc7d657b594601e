/** Exemplars: single observations, mostly with the trace that they were made in. */
@NullMarked
package io.gyr.api.exemplar;

import org.jspecify.annotations.NullMarked;
