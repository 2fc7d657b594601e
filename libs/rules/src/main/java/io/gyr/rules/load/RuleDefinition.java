package io.gyr.rules.load;

import io.gyr.rules.Priority;
import io.gyr.rules.yaml.PlacedText;
import io.gyr.rules.yaml.PlacedText.Place;
import java.util.List;

/** A rule as the files define it. */
record RuleDefinition(
    String name,
    PlacedText description,
    PlacedText condition,
    PlacedText output,
    Priority priority,
    String source,
    List<String> tags,
    boolean enabled,
    boolean warnWithoutType,
    boolean skipWithUnknownField,
    List<ExceptionDefinition> exceptions,
    Place place) {

  String title() {
    return "rule \"" + name + "\"";
  }
}
