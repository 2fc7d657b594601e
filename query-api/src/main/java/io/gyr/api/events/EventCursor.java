package io.gyr.api.events;

import io.gyr.api.http.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the feed, which is ordered by time and, within one nanosecond, by id.
 *
 * @param timeNs time of the event at that place, nanoseconds UTC since 1970
 * @param id its id
 */
public record EventCursor(long timeNs, String id) {
  private static final int MAX_CHARS = 256;
  private static final Pattern DECODED = Pattern.compile("(-?\\d{1,19}):([\\w.:-]{1,128})");

  /** The text that callers hand back; its inside may change. */
  public String encode() {
    byte[] text = (timeNs + ":" + id).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @param parameter where the text was given, for the message
   * @throws ApiError 400 if it is anything else
   */
  public static EventCursor decode(String text, String parameter) {
    if (text.length() <= MAX_CHARS) {
      try {
        byte[] decoded = Base64.getUrlDecoder().decode(text);
        Matcher matcher = DECODED.matcher(new String(decoded, StandardCharsets.UTF_8));
        if (matcher.matches()) {
          return new EventCursor(Long.parseLong(matcher.group(1)), matcher.group(2));
        }
      } catch (IllegalArgumentException e) {
        // Falls through to the one message that a caller needs.
      }
    }
    throw ApiError.badRequest(
        parameter + " is no cursor of this API", "Pass next_cursor of an earlier answer unchanged");
  }
}
