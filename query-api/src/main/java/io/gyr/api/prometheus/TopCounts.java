package io.gyr.api.prometheus;

import io.gyr.api.prometheus.json.JsonOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The largest of counts by name, as {@code status/tsdb} shows them. */
final class TopCounts {
  private TopCounts() {}

  static void write(JsonOutput out, Map<String, Integer> counts, int limit) throws IOException {
    List<Map.Entry<String, Integer>> top =
        counts.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(limit)
            .toList();
    String before = "[";
    for (Map.Entry<String, Integer> count : top) {
      out.raw(before).raw("{\"name\":").string(count.getKey());
      out.raw(",\"value\":").number(count.getValue()).raw("}");
      before = ",";
    }
    out.raw(top.isEmpty() ? "[]" : "]");
  }
}
