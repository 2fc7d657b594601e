/** Templates in the labels and annotations of alerting rules. */
@NullMarked
package io.gyr.promql.template;

import org.jspecify.annotations.NullMarked;
