package io.gyr.promql.histogram;

/** What is known about a counter reset between a histogram and the one before it. */
public enum CounterResetHint {
  UNKNOWN("unknown"),
  RESET("reset"),
  NOT_RESET("not_reset"),
  /** Not a counter at all. */
  GAUGE("gauge");

  private final String text;

  CounterResetHint(String text) {
    this.text = text;
  }

  /** As in the test language. */
  public String text() {
    return text;
  }
}
