/** Alerts as Falco writes them, so that what reads Falco reads us. */
@NullMarked
package io.gyr.rules.alert;

import org.jspecify.annotations.NullMarked;
