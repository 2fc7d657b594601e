package io.gyr.api.prometheus;

import io.gyr.api.prometheus.json.JsonOutput;
import io.gyr.promql.engine.QueryStatistics;
import java.io.IOException;
import java.math.BigDecimal;

/** What a query took, under Prometheus's names. */
final class StatisticsJson {
  private StatisticsJson() {}

  /**
   * Where the time of a query went besides its evaluation, in nanoseconds.
   *
   * @param queued until its turn came
   * @param sorting of the result
   * @param total from when it was asked to when its result was there
   */
  record Times(long queued, long sorting, long total) {}

  static void write(JsonOutput out, QueryStatistics statistics, Times times) throws IOException {
    long inner = statistics.nanos() - statistics.preparationNanos();
    out.raw("{\"timings\":{\"evalTotalTime\":").raw(seconds(statistics.nanos() + times.sorting));
    out.raw(",\"resultSortTime\":").raw(seconds(times.sorting));
    out.raw(",\"queryPreparationTime\":").raw(seconds(statistics.preparationNanos()));
    out.raw(",\"innerEvalTime\":").raw(seconds(inner));
    out.raw(",\"execQueueTime\":").raw(seconds(times.queued));
    out.raw(",\"execTotalTime\":").raw(seconds(times.total));
    out.raw("},\"samples\":{\"totalQueryableSamples\":").number(statistics.samples());
    out.raw(",\"peakSamples\":").number(statistics.peakBytes() / Double.BYTES);
    out.raw("},\"series\":").number(statistics.series()).raw("}");
  }

  private static String seconds(long nanos) {
    return BigDecimal.valueOf(nanos, 9).toPlainString();
  }
}
