/** Files of recording and alerting rules. */
@NullMarked
package io.gyr.promql.rulefile;

import org.jspecify.annotations.NullMarked;
