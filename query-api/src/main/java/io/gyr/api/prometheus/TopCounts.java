package io.gyr.api.prometheus;

import io.gyr.api.cardinality.SeriesCount;
import io.gyr.api.prometheus.json.JsonOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.ToLongFunction;

/** Counts by name, as {@code status/tsdb} shows them. */
final class TopCounts {
  private TopCounts() {}

  static void write(JsonOutput out, List<SeriesCount> counts, ToLongFunction<SeriesCount> number)
      throws IOException {
    String before = "[";
    for (SeriesCount count : counts) {
      out.raw(before).raw("{\"name\":").string(count.name());
      out.raw(",\"value\":").number(number.applyAsLong(count)).raw("}");
      before = ",";
    }
    out.raw(counts.isEmpty() ? "[]" : "]");
  }
}
