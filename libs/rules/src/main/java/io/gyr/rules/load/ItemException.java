package io.gyr.rules.load;

import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.yaml.PlacedText.Place;

/** An item that cannot be taken. */
final class ItemException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Code code;
  private final transient Place place;

  ItemException(Code code, Place place, String message) {
    super(message);
    this.code = code;
    this.place = place;
  }

  Code code() {
    return code;
  }

  Place place() {
    return place;
  }
}
