/** HTTP as every route sees it: errors, bounds, headers, JSON. */
@NullMarked
package io.gyr.api.http;

import org.jspecify.annotations.NullMarked;
