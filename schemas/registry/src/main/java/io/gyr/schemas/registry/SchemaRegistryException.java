package io.gyr.schemas.registry;

/** The registry refused or did not answer. */
public final class SchemaRegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean retriable;

  SchemaRegistryException(String message, Throwable cause, boolean retriable) {
    super(message, cause);
    this.retriable = retriable;
  }

  /** True if the registry could not be reached or was out of order, so that a later try may do. */
  public boolean retriable() {
    return retriable;
  }
}
