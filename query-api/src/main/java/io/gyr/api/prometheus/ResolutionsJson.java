package io.gyr.api.prometheus;

import io.gyr.api.prometheus.json.JsonOutput;
import io.gyr.api.prometheus.store.Part;
import java.io.IOException;
import java.util.List;

/** Which resolution each part of the time was read in; zero seconds are single samples. */
final class ResolutionsJson {
  private ResolutionsJson() {}

  static void write(JsonOutput out, List<Part> parts) throws IOException {
    String before = "[";
    for (Part part : parts) {
      out.raw(before).raw("{\"from\":").seconds(part.fromMs());
      out.raw(",\"to\":").seconds(part.toMs()).raw(",\"windowSeconds\":");
      out.number(part.resolution().window().toSeconds()).raw("}");
      before = ",";
    }
    out.raw(parts.isEmpty() ? "[]" : "]");
  }
}
