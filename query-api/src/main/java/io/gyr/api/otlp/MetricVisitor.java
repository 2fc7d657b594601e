package io.gyr.api.otlp;

/** Takes the metrics of a request while it is read. */
interface MetricVisitor {
  /** The resource of the metrics that follow. */
  void resource(Resource resource);

  /** A metric; it is the visitor's. */
  void metric(Metric metric);

  /** There is no more of the resource. */
  void end();
}
