package io.gyr.promql.histogram;

/** Two histograms whose buckets cannot be brought together. */
public final class IncompatibleHistogramsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean mixedSchemas;

  IncompatibleHistogramsException(boolean mixedSchemas) {
    super(
        mixedSchemas
            ? "cannot apply this operation on histograms with a mix of exponential and custom"
                + " bucket schemas"
            : "cannot apply this operation on custom buckets histograms with different custom"
                + " bounds");
    this.mixedSchemas = mixedSchemas;
  }

  /** Whether one has exponential and the other custom buckets; else their custom bounds differ. */
  public boolean mixedSchemas() {
    return mixedSchemas;
  }
}
