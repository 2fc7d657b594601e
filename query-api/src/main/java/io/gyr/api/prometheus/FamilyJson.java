package io.gyr.api.prometheus;

import io.gyr.api.ingest.MetricFamily;
import io.gyr.api.prometheus.json.JsonOutput;
import java.io.IOException;

/** Type, help and unit of a family, as Prometheus names them. */
final class FamilyJson {
  private FamilyJson() {}

  /** The members, without braces. */
  static void write(JsonOutput out, MetricFamily family) throws IOException {
    out.raw("\"type\":").string(family.type()).raw(",\"help\":").string(family.help());
    out.raw(",\"unit\":").string(family.unit());
  }
}
