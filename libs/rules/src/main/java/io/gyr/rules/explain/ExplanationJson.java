package io.gyr.rules.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * Explanations as JSON: each part has {@code kind}, {@code text} and {@code answer}, a test the
 * {@code values} seen, and what has operands their {@code parts}.
 */
public final class ExplanationJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ExplanationJson() {}

  /** One object on one line. */
  public static String of(Explanation explanation) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      write(explanation, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(Explanation part, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("kind", part.kind().name().toLowerCase(Locale.ROOT));
    out.writeStringField("text", part.text());
    out.writeStringField("answer", part.answer().name().toLowerCase(Locale.ROOT));
    if (!part.values().isEmpty()) {
      out.writeObjectFieldStart("values");
      for (Explanation.Seen seen : part.values()) {
        out.writeStringField(seen.field(), seen.value());
      }
      out.writeEndObject();
    }
    if (!part.parts().isEmpty()) {
      out.writeArrayFieldStart("parts");
      for (Explanation below : part.parts()) {
        write(below, out);
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }
}
