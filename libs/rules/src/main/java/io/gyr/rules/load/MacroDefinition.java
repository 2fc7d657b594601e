package io.gyr.rules.load;

import io.gyr.rules.yaml.PlacedText;
import io.gyr.rules.yaml.PlacedText.Place;

/**
 * A macro as the files define it.
 *
 * @param order number of its first definition among all items
 * @param changed number of its last change: it sees what was first defined before
 */
record MacroDefinition(String name, PlacedText condition, int order, int changed, Place place) {

  String title() {
    return subject().title();
  }

  /** What its problems are in. */
  Subject subject() {
    return new Subject("macro", name, place);
  }
}
