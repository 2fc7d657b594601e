/** Joins records with what is known of where they happened. */
@NullMarked
package io.gyr.jobs.enrichment;

import org.jspecify.annotations.NullMarked;
