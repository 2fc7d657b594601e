package io.gyr.api.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SeriesLabelsTest {
  private final SeriesLabels labels = new SeriesLabels();

  @Test
  void keepsThemInOrderAndTheNameApart() {
    labels.add("zone", "b");
    labels.add("__name__", "up");
    labels.add("größe", "groß");
    assertThat(labels.name()).isEqualTo("up");
    assertThat(labels.labels().keySet()).containsExactly("größe", "zone");
  }

  @Test
  void aLabelWithoutAValueIsNone() {
    labels.add("job", "");
    assertThat(labels.labels()).isEmpty();
  }

  @Test
  void refusesWhatNoSeriesHas() {
    labels.add("job", "a");
    refused("job", "b", "label job twice");
    refused("", "b", "a label without a name");
    refused("x", "v".repeat(1 << 20), "with a value of 1048576; at most 1024 and 16384");
    refused("n".repeat(1025), "v", "of 1025 characters");
  }

  @Test
  void boundsTheNumberAndTheSumOfLabels() {
    for (int i = 0; i < SeriesLabels.MAX_LABELS; i++) {
      labels.add("l" + i, "v");
    }
    refused("one_more", "v", "more than 128 labels");
    labels.clear();
    for (int i = 0; i < 3; i++) {
      labels.add("l" + i, "v".repeat(SeriesLabels.MAX_VALUE_CHARS));
    }
    labels.add("l3", "v".repeat(SeriesLabels.MAX_VALUE_CHARS - 20));
    refused("l4", "v".repeat(20), "more than 128 labels or 65536 characters");
  }

  private void refused(String name, String value, String message) {
    assertThatThrownBy(() -> labels.add(name, value))
        .isInstanceOf(InvalidLabelsException.class)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(String.valueOf(e.getMessage()).length()).isLessThan(300));
  }
}
