package io.gyr.promql.testlanguage;

import java.util.List;

/**
 * How a test file went.
 *
 * @param passed evaluations as expected
 * @param queries queries that this took: every instant query is also asked at other times and as a
 *     range query
 * @param failures evaluations not as expected
 */
public record TestReport(int passed, int queries, List<TestFailure> failures) {}
