package io.gyr.promql.rulefile;

import io.gyr.promql.template.Template;
import java.util.Map;

/**
 * A rule that has an alert for each element of the result of a query.
 *
 * @param name the alert
 * @param query the query, in Prometheus's own spelling
 * @param holdMs how long an element must be there before its alert fires, milliseconds
 * @param keepFiringMs how long an alert goes on firing after its element went, milliseconds
 * @param labels set on each alert, those of the group among them, in the order of their names
 * @param annotations of each alert, in the order of their names
 */
public record AlertingRule(
    String name,
    String query,
    long holdMs,
    long keepFiringMs,
    Map<String, Template> labels,
    Map<String, Template> annotations)
    implements Rule {}
