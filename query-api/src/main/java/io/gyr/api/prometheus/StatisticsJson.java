package io.gyr.api.prometheus;

import io.gyr.api.prometheus.json.JsonOutput;
import io.gyr.promql.engine.QueryStatistics;
import java.io.IOException;

/** What a query took, under Prometheus's names; what is not measured apart is zero. */
final class StatisticsJson {
  private StatisticsJson() {}

  static void write(JsonOutput out, QueryStatistics statistics) throws IOException {
    String seconds = Double.toString(statistics.nanos() / 1e9);
    out.raw("{\"timings\":{\"evalTotalTime\":").raw(seconds);
    out.raw(",\"resultSortTime\":0,\"queryPreparationTime\":0,\"innerEvalTime\":").raw(seconds);
    out.raw(",\"execQueueTime\":0,\"execTotalTime\":").raw(seconds);
    out.raw("},\"samples\":{\"totalQueryableSamples\":").number(statistics.samples());
    out.raw(",\"peakSamples\":").number(statistics.peakBytes() / Double.BYTES);
    out.raw("},\"series\":").number(statistics.series()).raw("}");
  }
}
