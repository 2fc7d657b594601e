package io.gyr.api.remotewrite;

import io.gyr.api.http.ApiError;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The versions of the protocol, and how a sender says which it speaks. */
enum Protocol {
  /** {@code prometheus.WriteRequest}. */
  V1("prometheus.WriteRequest"),
  /** {@code io.prometheus.write.v2.Request}. */
  V2("io.prometheus.write.v2.Request");

  private final String message;

  Protocol(String message) {
    this.message = message;
  }

  /**
   * The version that a request is of.
   *
   * @param contentType header of the request; null is version 1, as in Prometheus
   * @throws ApiError 415 if it is none of them, which lets senders try another
   */
  static Protocol of(@Nullable String contentType) {
    if (contentType == null || contentType.isBlank()) {
      return V1;
    }
    String[] parts = contentType.split(";", -1);
    if (!parts[0].strip().toLowerCase(Locale.ROOT).equals("application/x-protobuf")) {
      throw unsupported(contentType);
    }
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].split("=", 2);
      if (pair[0].strip().toLowerCase(Locale.ROOT).equals("proto")) {
        String wanted = pair.length == 2 ? pair[1].strip().replace("\"", "") : "";
        for (Protocol each : values()) {
          if (each.message.equals(wanted)) {
            return each;
          }
        }
        throw unsupported(contentType);
      }
    }
    return V1;
  }

  private static ApiError unsupported(String contentType) {
    String shown = contentType.length() <= 100 ? contentType : contentType.substring(0, 100);
    return ApiError.unsupported(
        "Content-Type " + shown + " is not read here",
        "Send application/x-protobuf, with proto=" + V1.message + " or proto=" + V2.message);
  }
}
