package io.gyr.api.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads bodies up to a bound, whatever the client says their length is. */
public final class RequestBody {
  private RequestBody() {}

  /**
   * The whole body.
   *
   * @throws ApiError 413 if it is longer than {@code maxBytes}
   */
  public static byte[] bytes(Context context, int maxBytes) {
    try {
      byte[] body = context.req().getInputStream().readNBytes(maxBytes + 1);
      if (body.length > maxBytes) {
        throw ApiError.tooLarge("The body is too large", "At most " + maxBytes + " bytes");
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The whole body as UTF-8.
   *
   * @throws ApiError 413 if it is longer than {@code maxBytes}, 400 if it is no UTF-8
   */
  public static String text(Context context, int maxBytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes(context, maxBytes)))
          .toString();
    } catch (CharacterCodingException e) {
      throw ApiError.badRequest("The body is not UTF-8", "Send the text encoded as UTF-8");
    }
  }
}
