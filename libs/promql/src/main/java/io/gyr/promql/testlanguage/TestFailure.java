package io.gyr.promql.testlanguage;

/**
 * An evaluation whose answer is not as expected.
 *
 * @param line number of its line
 * @param query what was evaluated, and how
 * @param expected what was expected
 * @param got what was found
 */
public record TestFailure(int line, String query, String expected, String got) {}
