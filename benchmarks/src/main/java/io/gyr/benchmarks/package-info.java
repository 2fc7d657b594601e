/** Measurements of the whole system, each a program with its own report. */
@NullMarked
package io.gyr.benchmarks;

import org.jspecify.annotations.NullMarked;
