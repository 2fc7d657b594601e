/** How Prometheus writes numbers, durations and quoted strings, and reads them. */
@NullMarked
package io.gyr.promql.text;

import org.jspecify.annotations.NullMarked;
