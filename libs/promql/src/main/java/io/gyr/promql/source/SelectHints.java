package io.gyr.promql.source;

/**
 * What a selection is for. A source may use it to answer with less than all samples.
 *
 * @param stepMs distance of the steps, 0 for an instant query
 * @param rangeMs span of the range selector, 0 for an instant selector
 * @param function the function directly around the selector, empty if there is none
 * @param firstMs time at which the first step looks; further ones are whole steps later
 */
public record SelectHints(long stepMs, long rangeMs, String function, long firstMs) {}
