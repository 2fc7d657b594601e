package io.gyr.api.prometheus.store;

/** The store cannot give what is asked for. The message is for the caller. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean unavailable;

  private StoreException(boolean unavailable, String message) {
    super(message, null, false, false);
    this.unavailable = unavailable;
  }

  /** Cassandra is not there now; asking again later may help. */
  static StoreException unavailable(String message) {
    return new StoreException(true, message);
  }

  /** The caller asks for more than may be read at once. */
  static StoreException tooMuch(String message) {
    return new StoreException(false, message);
  }

  /** Whether asking again later may help. */
  public boolean isUnavailable() {
    return unavailable;
  }
}
