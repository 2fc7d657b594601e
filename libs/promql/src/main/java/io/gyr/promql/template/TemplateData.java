package io.gyr.promql.template;

import io.gyr.promql.labels.Labels;

/**
 * What a template is expanded with.
 *
 * @param labels labels of the element of the rule's result, the metric name among them
 * @param value its value
 */
public record TemplateData(Labels labels, double value) {}
