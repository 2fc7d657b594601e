package io.gyr.api.ingest;

import java.util.EnumMap;
import java.util.Map;

/** How many samples of a request were refused, why, and one example of each. Not thread-safe. */
public final class Refusals {
  private static final int MAX_EXAMPLE_CHARS = 300;

  private static final class Count {
    final String example;
    long samples;

    Count(String example) {
      this.example = example;
    }
  }

  private final Map<Refusal, Count> counts = new EnumMap<>(Refusal.class);

  /**
   * Adds to the samples that were refused.
   *
   * @param example which it was; cut when it is long
   */
  void add(Refusal refusal, long samples, String example) {
    counts.computeIfAbsent(
                refusal,
                unseen ->
                    new Count(
                        example.length() <= MAX_EXAMPLE_CHARS
                            ? example
                            : example.substring(0, MAX_EXAMPLE_CHARS) + "..."))
            .samples +=
        samples;
  }

  /** Whether a sample of {@code refusal} was counted, so that its example need not be made. */
  boolean has(Refusal refusal) {
    return counts.containsKey(refusal);
  }

  /** Samples that were refused. */
  public long samples() {
    return counts.values().stream().mapToLong(count -> count.samples).sum();
  }

  /** Samples that were refused because of {@code refusal}. */
  public long samples(Refusal refusal) {
    Count count = counts.get(refusal);
    return count == null ? 0 : count.samples;
  }

  /** One clause for each reason: {@code 3 more than 6 h old, first up{job="a"} at ...}. */
  public String text() {
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (refusal, count) ->
            text.append(text.length() == 0 ? "" : "; ")
                .append(count.samples)
                .append(' ')
                .append(refusal.text())
                .append(", first ")
                .append(count.example));
    return text.toString();
  }
}
