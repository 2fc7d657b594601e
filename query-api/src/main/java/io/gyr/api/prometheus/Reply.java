package io.gyr.api.prometheus;

import io.gyr.api.prometheus.json.JsonOutput;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/**
 * What a request that succeeds answers.
 *
 * @param data writes the value of {@code data}
 * @param warnings what may be wrong with it
 * @param infos what is worth knowing of it
 */
record Reply(Data data, List<String> warnings, List<String> infos) implements Response {
  /** Said where {@code limit} cut something off. */
  static final String TRUNCATED = "results truncated due to limit";

  /** Writes one value. */
  interface Data {
    void write(JsonOutput out) throws IOException;
  }

  /** An answer without remarks. */
  static Reply of(Data data) {
    return new Reply(data, List.of(), List.of());
  }

  /** An answer that never changes. */
  static Reply of(String json) {
    return of(out -> out.raw(json));
  }

  /** A list of texts, cut off at {@code limit}. */
  static Reply of(Iterable<String> texts, int size, int limit) {
    Data data =
        out -> {
          int left = limit;
          String before = "[";
          for (String text : texts) {
            if (left-- == 0) {
              break;
            }
            out.raw(before).string(text);
            before = ",";
          }
          out.raw(size == 0 ? "[]" : "]");
        };
    return new Reply(data, size > limit ? List.of(TRUNCATED) : List.of(), List.of());
  }

  @Override
  public void send(Context context) throws IOException {
    JsonOutput out = Response.json(context);
    out.raw("{\"status\":\"success\",\"data\":");
    data.write(out);
    remarks(out, "warnings", warnings);
    remarks(out, "infos", infos);
    out.raw("}").flush();
  }

  private static void remarks(JsonOutput out, String name, List<String> remarks)
      throws IOException {
    String before = ",\"" + name + "\":[";
    for (String remark : remarks) {
      out.raw(before).string(remark);
      before = ",";
    }
    out.raw(remarks.isEmpty() ? "" : "]");
  }
}
