/** The feed of events: what can be asked, and how the index answers. */
@NullMarked
package io.gyr.api.events;

import org.jspecify.annotations.NullMarked;
