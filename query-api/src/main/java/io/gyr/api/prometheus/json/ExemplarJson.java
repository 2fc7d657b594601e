package io.gyr.api.prometheus.json;

import io.gyr.api.exemplar.Exemplar;
import io.gyr.api.exemplar.ExemplarStore;
import java.io.IOException;
import java.util.List;

/** Exemplars by series. */
public final class ExemplarJson {
  private ExemplarJson() {}

  /** The list. */
  public static void write(JsonOutput out, List<ExemplarStore.Found> all) throws IOException {
    String before = "[";
    for (ExemplarStore.Found found : all) {
      out.raw(before).raw("{\"seriesLabels\":");
      ValueJson.labels(out, found.series());
      String between = ",\"exemplars\":[";
      for (Exemplar exemplar : found.exemplars()) {
        out.raw(between).raw("{\"labels\":");
        ValueJson.labels(out, exemplar.labels());
        out.raw(",\"value\":").value(exemplar.value());
        out.raw(",\"timestamp\":").seconds(exemplar.timeMs()).raw("}");
        between = ",";
      }
      out.raw("]}");
      before = ",";
    }
    out.raw(all.isEmpty() ? "[]" : "]");
  }
}
