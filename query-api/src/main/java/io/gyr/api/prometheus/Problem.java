package io.gyr.api.prometheus;

import io.gyr.api.prometheus.store.StoreException;
import io.gyr.promql.engine.QueryException;
import io.gyr.promql.text.Quoted;
import java.util.Locale;

/** A request that ends with one of Prometheus's errors. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Prometheus's {@code errorType} with its status. */
  enum Type {
    BAD_DATA(400),
    EXECUTION(422),
    TIMEOUT(503),
    CANCELED(499),
    UNAVAILABLE(503),
    INTERNAL(500),
    NOT_FOUND(404);

    private final int status;

    Type(int status) {
      this.status = status;
    }

    int status() {
      return status;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Type type;

  Problem(Type type, String message) {
    super(message, null, false, false);
    this.type = type;
  }

  static Problem badData(String message) {
    return new Problem(Type.BAD_DATA, message);
  }

  /** A parameter that cannot be understood. */
  static Problem parameter(String name, String message) {
    return badData("invalid parameter " + Quoted.of(name) + ": " + message);
  }

  static Problem of(QueryException problem) {
    Type type =
        switch (problem.kind()) {
          case TIMEOUT -> Type.TIMEOUT;
          case CANCELED -> Type.CANCELED;
          case EXECUTION, LIMIT -> Type.EXECUTION;
        };
    return new Problem(type, String.valueOf(problem.getMessage()));
  }

  static Problem of(StoreException problem) {
    return new Problem(
        problem.isUnavailable() ? Type.UNAVAILABLE : Type.EXECUTION,
        String.valueOf(problem.getMessage()));
  }

  Type type() {
    return type;
  }
}
