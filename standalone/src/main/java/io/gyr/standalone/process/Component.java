package io.gyr.standalone.process;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that runs as a process of its own. The methods are called from one thread of the
 * component's own, in the order in which they stand here, and again from {@link #prepare} after the
 * process has died.
 */
public interface Component {
  /** Name in status, logs and messages. */
  String name();

  /** Names of the components that must be ready before this one is started. */
  List<String> after();

  /** Writes configuration and whatever else the process finds on disk. */
  void prepare() throws IOException;

  /** The command line. */
  List<String> command();

  /** Variables added to the environment. */
  default Map<String, String> environment() {
    return Map.of();
  }

  /**
   * Asks the running process whether it can do its work.
   *
   * @return null if it can, else what it is waiting for in a few words
   */
  @Nullable String notReady();

  /** What is worth knowing about the process now that it is ready; null if nothing. */
  default @Nullable String remark() {
    return null;
  }

  /** Called once each time the process has become ready; creates what others expect to find. */
  default void started() throws IOException {}

  /** How long the process may take to end by itself when it is told to. */
  default int graceSeconds() {
    return 15;
  }

  /** Where it can be reached, for people; null if nowhere. */
  default @Nullable String url() {
    return null;
  }
}
