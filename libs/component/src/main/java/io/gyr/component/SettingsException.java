package io.gyr.component;

import java.util.List;

/** Settings that cannot be used. The message names each wrong key and its remedy, one per line. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says all problems at once, so that nobody mends them one start at a time. */
  public SettingsException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
