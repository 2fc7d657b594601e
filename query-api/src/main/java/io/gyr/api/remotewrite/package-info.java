/** Prometheus remote write, versions 1.0 and 2.0. */
@NullMarked
package io.gyr.api.remotewrite;

import org.jspecify.annotations.NullMarked;
