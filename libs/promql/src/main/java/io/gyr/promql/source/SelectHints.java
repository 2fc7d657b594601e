package io.gyr.promql.source;

/**
 * What a selection is for. A source may use it to answer with less than all samples.
 *
 * @param stepMs distance of the steps, 0 for an instant query
 * @param rangeMs span of the range selector, 0 for an instant selector
 * @param function the function directly around the selector, empty if there is none
 */
public record SelectHints(long stepMs, long rangeMs, String function) {}
