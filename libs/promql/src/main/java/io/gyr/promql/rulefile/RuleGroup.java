package io.gyr.promql.rulefile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules that are evaluated one after the other, at the same times.
 *
 * @param name unique within its file
 * @param intervalMs between evaluations, milliseconds; 0 for what is normal
 * @param queryOffsetMs how far back the queries look, milliseconds; null for what is normal
 * @param limit most series or alerts of a rule; 0 or less for no limit
 * @param rules in the order of their evaluation
 */
public record RuleGroup(
    String name, long intervalMs, @Nullable Long queryOffsetMs, int limit, List<Rule> rules) {}
