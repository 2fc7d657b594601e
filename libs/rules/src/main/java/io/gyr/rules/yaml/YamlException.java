package io.gyr.rules.yaml;

import io.gyr.rules.yaml.PlacedText.Place;

/** A file that is not YAML, or YAML beyond the limits. */
public final class YamlException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Place place;

  YamlException(Place place, String message) {
    super(message);
    this.place = place;
  }

  /** Where the trouble is. */
  public Place place() {
    return place;
  }
}
