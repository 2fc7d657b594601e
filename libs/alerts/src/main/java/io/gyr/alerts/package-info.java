/**
 * Metric alerts as people define them; read by the API that takes them and the job that runs them.
 */
@NullMarked
package io.gyr.alerts;

import org.jspecify.annotations.NullMarked;
