/** Evaluation of recording and alerting rules. */
@NullMarked
package io.gyr.api.prometheus.rules;

import org.jspecify.annotations.NullMarked;
