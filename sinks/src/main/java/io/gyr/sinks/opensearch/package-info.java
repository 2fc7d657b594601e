/** Events in OpenSearch: the index, its documents and the Flink sink. */
@NullMarked
package io.gyr.sinks.opensearch;

import org.jspecify.annotations.NullMarked;
