/** Tokens into a checked tree, with Prometheus's error texts and positions. */
@NullMarked
package io.gyr.promql.parser;

import org.jspecify.annotations.NullMarked;
