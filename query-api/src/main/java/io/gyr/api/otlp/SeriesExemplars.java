package io.gyr.api.otlp;

import io.gyr.api.exemplar.Exemplar;
import io.gyr.api.exemplar.ExemplarStore;
import io.gyr.api.ingest.SeriesLabels;
import io.gyr.promql.labels.Labels;
import java.util.Comparator;
import java.util.List;

/** Keeps the exemplars of data points with the series that Prometheus keeps them with. */
final class SeriesExemplars {
  private final ExemplarStore store;

  SeriesExemplars(ExemplarStore store) {
    this.store = store;
  }

  /** Keeps {@code exemplars} with a series, the oldest first as the store wants them. */
  void keep(SeriesLabels series, List<Exemplar> exemplars) {
    if (exemplars.isEmpty()) {
      return;
    }
    Labels labels = series.withName();
    exemplars.stream()
        .sorted(Comparator.comparingLong(Exemplar::timeMs))
        .forEach(exemplar -> store.add(labels, exemplar));
  }

  /** Keeps those of a bucket: up to {@code upper}, and above {@code lower}, the bound before. */
  void keep(SeriesLabels bucket, List<Exemplar> exemplars, double lower, double upper) {
    keep(
        bucket,
        exemplars.stream()
            .filter(exemplar -> exemplar.value() <= upper)
            .filter(exemplar -> exemplar.value() > lower || lower == Double.NEGATIVE_INFINITY)
            .toList());
  }
}
