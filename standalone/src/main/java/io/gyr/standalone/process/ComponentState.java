package io.gyr.standalone.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How a component is doing, as written to the status file.
 *
 * @param name the component
 * @param phase where it is in its life
 * @param pid process id, 0 while there is none
 * @param restarts how often it was started again after dying
 * @param sinceMs when it entered the phase, milliseconds since 1970
 * @param message what it is waiting for, why it died, or what is worth knowing; null if there is
 *     nothing to say
 * @param url where it can be reached; null if nowhere
 */
public record ComponentState(
    @JsonProperty("name") String name,
    @JsonProperty("phase") Phase phase,
    @JsonProperty("pid") long pid,
    @JsonProperty("restarts") int restarts,
    @JsonProperty("since_ms") long sinceMs,
    @JsonProperty("message") @Nullable String message,
    @JsonProperty("url") @Nullable String url) {

  /** Where a component is in its life. */
  public enum Phase {
    /** Others have to be ready first. */
    WAITING,
    /** Running, not ready yet. */
    STARTING,
    /** Doing its work. */
    READY,
    /** Died; will be started again. */
    BACKING_OFF,
    /** Told to end. */
    STOPPING,
    /** Ended as told. */
    STOPPED
  }
}
