/** Warnings and infos that go with an answer. */
@NullMarked
package io.gyr.promql.annotation;

import org.jspecify.annotations.NullMarked;
