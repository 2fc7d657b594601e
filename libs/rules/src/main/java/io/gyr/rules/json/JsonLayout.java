package io.gyr.rules.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Changes the blanks of well-formed JSON and nothing else. */
final class JsonLayout {

  private JsonLayout() {}

  static String compact(byte[] json, int start, int end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(end - start);
    for (int i = start; i < end; i++) {
      if (json[i] == '"') {
        int close = closingQuote(json, i);
        out.write(json, i, close - i + 1);
        i = close;
      } else if (!isBlank(json[i])) {
        out.write(json[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** As Go's json.Indent does with two blanks, which is what Falco's json.obj is made with. */
  static String indented(byte[] json, int start, int end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2 * (end - start));
    int depth = 0;
    boolean opened = false;
    for (int i = start; i < end; i++) {
      byte b = json[i];
      if (isBlank(b)) {
        continue;
      }
      if (b == '}' || b == ']') {
        depth--;
        if (!opened) {
          newLine(out, depth);
        }
      } else if (opened) {
        newLine(out, depth);
      }
      opened = b == '{' || b == '[';
      if (b == '"') {
        int close = closingQuote(json, i);
        out.write(json, i, close - i + 1);
        i = close;
        continue;
      }
      out.write(b);
      if (opened) {
        depth++;
      } else if (b == ',') {
        newLine(out, depth);
      } else if (b == ':') {
        out.write(' ');
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void newLine(ByteArrayOutputStream out, int depth) {
    out.write('\n');
    for (int i = 0; i < depth; i++) {
      out.write(' ');
      out.write(' ');
    }
  }

  private static int closingQuote(byte[] json, int open) {
    int i = open + 1;
    while (json[i] != '"') {
      i += json[i] == '\\' ? 2 : 1;
    }
    return i;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
