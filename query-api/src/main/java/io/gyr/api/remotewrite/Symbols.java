package io.gyr.api.remotewrite;

import io.gyr.api.protobuf.MalformedProtobufException;
import io.gyr.api.protobuf.ProtobufReader;
import java.util.ArrayList;
import java.util.List;

/** The table of strings of a request of version 2.0; the first is the empty one. */
final class Symbols {
  /** An empty string takes two bytes on the wire and many more as an object. */
  private static final int MAX_SYMBOLS = 500_000;

  private final List<String> symbols = new ArrayList<>();

  /** Adds the string that {@code reader} stands at. */
  void add(ProtobufReader reader) {
    if (symbols.size() == MAX_SYMBOLS) {
      throw new MalformedProtobufException(
          "more than " + MAX_SYMBOLS + " symbols; send less at once");
    }
    symbols.add(reader.string());
    if (!symbols.get(0).isEmpty()) {
      throw new MalformedProtobufException("the first symbol has to be the empty string");
    }
  }

  /**
   * The string that {@code reference} means.
   *
   * @throws MalformedProtobufException if there is none
   */
  String get(long reference) {
    if (reference < 0 || reference >= symbols.size()) {
      throw new MalformedProtobufException(
          "reference to symbol " + reference + " of " + symbols.size());
    }
    return symbols.get((int) reference);
  }
}
