package io.gyr.rules.load;

import io.gyr.rules.yaml.PlacedText.Place;

/**
 * What a problem is in: an item of a file, or a part of one.
 *
 * @param kind as Falco calls it: rule, macro, list, exception, ...
 * @param name of the item, empty for what has none
 */
record Subject(String kind, String name, Place place) {

  /** What problems call it. */
  String title() {
    return name.isEmpty() ? kind : kind + " \"" + name + "\"";
  }
}
