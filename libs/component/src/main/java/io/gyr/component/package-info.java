/** What every process of Gyr has: typed settings, health, metrics and the page that shows them. */
@NullMarked
package io.gyr.component;

import org.jspecify.annotations.NullMarked;
