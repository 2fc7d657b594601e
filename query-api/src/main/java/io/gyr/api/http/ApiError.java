package io.gyr.api.http;

/**
 * A request that ends with an error response. The message is for the caller: it names the place
 * (parameter, header, line) and the remedy, and holds nothing of the server's inside.
 */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;

  private ApiError(int status, String message, String reason) {
    // Errors of clients are expected and frequent: no stack trace, which would be most of the cost.
    super(message, null, false, false);
    this.status = status;
    this.reason = reason;
  }

  /** 400: the request cannot be understood. */
  public static ApiError badRequest(String message, String reason) {
    return new ApiError(400, message, reason);
  }

  /** 401: no valid token. */
  public static ApiError unauthorized(String message, String reason) {
    return new ApiError(401, message, reason);
  }

  /** 404: there is no such thing. */
  public static ApiError notFound(String message, String reason) {
    return new ApiError(404, message, reason);
  }

  /** 413: the body is larger than the route takes. */
  public static ApiError tooLarge(String message, String reason) {
    return new ApiError(413, message, reason);
  }

  /** 415: the body is of a kind that the route does not read. */
  public static ApiError unsupported(String message, String reason) {
    return new ApiError(415, message, reason);
  }

  /** 422: understood, but its content is not valid. */
  public static ApiError invalid(String message, String reason) {
    return new ApiError(422, message, reason);
  }

  /** 503: a component that the answer needs is not there now; asking again later may help. */
  public static ApiError unavailable(String message, String reason) {
    return new ApiError(503, message, reason);
  }

  /** 504: a component did not answer in time. */
  public static ApiError timeout(String message, String reason) {
    return new ApiError(504, message, reason);
  }

  /** HTTP status code, 400 to 599. */
  public int status() {
    return status;
  }

  /** What to do about it, or why; short. */
  public String reason() {
    return reason;
  }
}
