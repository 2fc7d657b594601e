/** Rules and alerts as they are stored and published. */
@NullMarked
package io.gyr.api.config;

import org.jspecify.annotations.NullMarked;
