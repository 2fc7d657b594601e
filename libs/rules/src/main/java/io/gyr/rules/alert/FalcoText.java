package io.gyr.rules.alert;

import io.gyr.rules.Match;

/**
 * Alerts as lines of text: time, priority, message. Immutable.
 *
 * @param time how the time is written
 */
public record FalcoText(TimeFormat time) {

  /** One alert, without an end of line of its own. */
  public String line(Match match) {
    return time.text(match.timeNs())
        + ": "
        + match.rule().priority().text()
        + " "
        + match.message();
  }
}
