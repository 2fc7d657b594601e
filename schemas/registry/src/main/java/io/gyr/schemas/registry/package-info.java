/** The one place that talks to the Schema Registry. */
@NullMarked
package io.gyr.schemas.registry;

import org.jspecify.annotations.NullMarked;
