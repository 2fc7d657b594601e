package io.gyr.api.cardinality;

import io.gyr.timeseries.index.LabelMatcher;
import java.util.List;

/**
 * How many series there are of one thing.
 *
 * @param name of a metric, label, pair ({@code name=value}) or agent
 * @param selector selects its series
 * @param series their number
 * @param values number of values that they have of a label; 1 of anything else
 * @param valueBytes length of these values together, in bytes of UTF-8
 */
public record SeriesCount(
    String name, List<LabelMatcher> selector, int series, int values, long valueBytes) {}
