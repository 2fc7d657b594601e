/** What backfill finds in the store, and what of it stands. */
@NullMarked
package io.gyr.jobs.rollup.backfill;

import org.jspecify.annotations.NullMarked;
