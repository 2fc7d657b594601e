/** How each component is configured, started and known to be ready. One class per component. */
@NullMarked
package io.gyr.standalone.components;

import org.jspecify.annotations.NullMarked;
