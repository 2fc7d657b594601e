/** Which container a control group belongs to. */
@NullMarked
package io.gyr.inspector.container;

import org.jspecify.annotations.NullMarked;
