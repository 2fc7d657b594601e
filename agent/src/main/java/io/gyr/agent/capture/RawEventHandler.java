package io.gyr.agent.capture;

import io.gyr.inspector.event.RawEvent;

/** Takes raw events. */
@FunctionalInterface
public interface RawEventHandler {
  /**
   * One event.
   *
   * @param event valid only until this returns; the same object every time
   */
  void onEvent(RawEvent event);
}
