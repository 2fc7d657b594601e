package io.gyr.api.prometheus.rules;

import java.util.List;

/**
 * A group and how its last evaluation went. Immutable.
 *
 * @param file name of the file that it is in
 * @param name its name there
 * @param intervalMs milliseconds between evaluations
 * @param limit most series or alerts of a rule, 0 for no limit
 * @param evaluationSeconds how long the last evaluation took
 * @param lastEvaluationMs for which time it was, milliseconds since 1970; 0 if there was none
 * @param rules in the order of their evaluation
 */
public record GroupStatus(
    String file,
    String name,
    long intervalMs,
    int limit,
    double evaluationSeconds,
    long lastEvaluationMs,
    List<RuleStatus> rules) {}
