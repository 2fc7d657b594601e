package io.gyr.rules.sequence;

import io.gyr.rules.Location;
import io.gyr.rules.Priority;
import io.gyr.rules.yaml.PlacedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence as it is written.
 *
 * @param withinNs nanoseconds
 */
public record SequenceText(
    String name,
    String description,
    Priority priority,
    String source,
    List<String> tags,
    List<PlacedText> by,
    long withinNs,
    boolean unordered,
    List<StepText> steps,
    PlacedText output,
    Location location) {

  /**
   * A step as it is written.
   *
   * @param name given to it, or made of its number
   * @param absent whether the event must not come
   * @param count how many events fill it
   * @param distinct the field that must differ in each, or null
   */
  public record StepText(
      PlacedText name,
      PlacedText condition,
      boolean absent,
      int count,
      @Nullable PlacedText distinct) {}
}
