package io.gyr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;

/** Counts of series as a table. */
final class TopTable {
  private static final int LONGEST_NAME = 100;

  private TopTable() {}

  /** Writes an answer of {@code /api/v2/metrics/top}. */
  static void write(PrintWriter out, JsonNode top) {
    int series = top.path("series").asInt();
    int yesterday = top.path("series_yesterday").asInt();
    out.printf(
        "%d series today, %d yesterday%s%n%n",
        series, yesterday, yesterday == 0 ? "" : " (" + growth(series, yesterday) + ")");
    String by = top.path("by").asText();
    boolean labels = by.equals("label");
    int width = by.length();
    for (JsonNode entry : top.path("entries")) {
      width = Math.max(width, name(entry).length());
    }
    String name = "%-" + width + "s";
    String title = by.toUpperCase(Locale.ROOT);
    if (labels) {
      out.printf(name + " %9s %9s %9s %8s%n", title, "VALUES", "YESTERDAY", "SERIES", "GROWTH");
    } else {
      out.printf(name + " %9s %9s %8s%n", title, "SERIES", "YESTERDAY", "GROWTH");
    }
    for (JsonNode entry : top.path("entries")) {
      if (labels) {
        int now = entry.path("values").asInt();
        int before = entry.path("values_yesterday").asInt();
        int all = entry.path("series").asInt();
        out.printf(name + " %9d %9d %9d %8s%n", name(entry), now, before, all, growth(now, before));
      } else {
        int now = entry.path("series").asInt();
        int before = entry.path("series_yesterday").asInt();
        out.printf(name + " %9d %9d %8s%n", name(entry), now, before, growth(now, before));
      }
    }
    int more = top.path("total").asInt() - top.path("entries").size();
    if (more > 0) {
      out.println("and " + more + " more; --limit shows more of them");
    }
  }

  private static String name(JsonNode entry) {
    String host = entry.path("host").asText("");
    boolean hasHost = !host.isEmpty() && !host.equals("null");
    String name = entry.path("name").asText() + (hasHost ? " (" + host + ")" : "");
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
  }

  /** In percent of what was before; {@code new} if nothing was. */
  static String growth(int now, int before) {
    if (before == 0) {
      return now == 0 ? "-" : "new";
    }
    double percent = 100.0 * (now - before) / before;
    return String.format(Locale.ROOT, "%+.0f %%", percent);
  }
}
