/** What the jobs and sinks share: settings, sources, serializers, counters, dead letters. */
@NullMarked
package io.gyr.jobs.runtime;

import org.jspecify.annotations.NullMarked;
