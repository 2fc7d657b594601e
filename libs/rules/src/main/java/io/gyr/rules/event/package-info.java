/** Numbers shared by those who supply events and those who read them: event types and facts. */
@NullMarked
package io.gyr.rules.event;

import org.jspecify.annotations.NullMarked;
