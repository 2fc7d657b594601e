package io.gyr.rules.load;

import io.gyr.rules.yaml.PlacedText;
import io.gyr.rules.yaml.PlacedText.Place;
import java.util.List;

/**
 * A list as the files define it.
 *
 * @param order number of its first definition among all items
 * @param changed number of its last change: it sees what was first defined before
 */
record ListDefinition(String name, List<PlacedText> items, int order, int changed, Place place) {

  /** What its problems are in. */
  Subject subject() {
    return new Subject("list", name, place);
  }
}
