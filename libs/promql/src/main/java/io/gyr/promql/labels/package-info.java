/** Label sets and matchers. */
@NullMarked
package io.gyr.promql.labels;

import org.jspecify.annotations.NullMarked;
