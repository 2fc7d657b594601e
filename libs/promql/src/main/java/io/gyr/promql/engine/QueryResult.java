package io.gyr.promql.engine;

import io.gyr.promql.annotation.Annotation;
import io.gyr.promql.value.Value;
import java.util.List;

/**
 * The answer to a query.
 *
 * @param value the value
 * @param annotations warnings and infos
 * @param statistics what it took
 */
public record QueryResult(Value value, List<Annotation> annotations, QueryStatistics statistics) {}
