/** Prometheus's language for tests of expressions: reader and runner. */
@NullMarked
package io.gyr.promql.testlanguage;

import org.jspecify.annotations.NullMarked;
