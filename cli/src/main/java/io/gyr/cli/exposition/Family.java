package io.gyr.cli.exposition;

/** What TYPE, HELP and UNIT lines say of a metric; empty what they do not. */
public record Family(String type, String help, String unit) {
  static final Family UNKNOWN = new Family("", "", "");
}
