/** OpenSearch over HTTP. */
@NullMarked
package io.gyr.api.opensearch;

import org.jspecify.annotations.NullMarked;
