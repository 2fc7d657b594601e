/** Keeps the Flink jobs submitted. */
@NullMarked
package io.gyr.standalone.jobs;

import org.jspecify.annotations.NullMarked;
