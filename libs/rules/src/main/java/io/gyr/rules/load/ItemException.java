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

  /** A file that is not built as rule files are. */
  static ItemException invalid(Place place, String message) {
    return new ItemException(Code.LOAD_ERR_YAML_VALIDATE, place, message);
  }

  /** An item that is built well and makes no sense, by itself or after those before it. */
  static ItemException senseless(Place place, String message) {
    return new ItemException(Code.LOAD_ERR_VALIDATE, place, message);
  }

  Code code() {
    return code;
  }

  Place place() {
    return place;
  }
}
