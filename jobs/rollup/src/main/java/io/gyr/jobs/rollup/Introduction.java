package io.gyr.jobs.rollup;

import java.util.Map;

/**
 * What a series is, as a sample of it brings it from time to time.
 *
 * @param agent host_id of the agent whose sample it was, or the job where no agent took it
 * @param metric metric name
 * @param kind Prometheus type in lower case
 * @param labels Prometheus labels and resource attributes, without the name
 */
record Introduction(String agent, String metric, String kind, Map<String, String> labels) {}
