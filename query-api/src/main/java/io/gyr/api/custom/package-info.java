/** Events that people and programs send in. */
@NullMarked
package io.gyr.api.custom;

import org.jspecify.annotations.NullMarked;
