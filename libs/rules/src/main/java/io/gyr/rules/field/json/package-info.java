/** What every source of JSON events shares: its shape, {@code json.*} and {@code evt.*}. */
@NullMarked
package io.gyr.rules.field.json;

import org.jspecify.annotations.NullMarked;
