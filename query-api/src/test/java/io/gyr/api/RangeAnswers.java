package io.gyr.api;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers to the page's queries that are known to the pixel, whatever is stored: some series of
 * {@code test_bytes}, the first of them missing in the middle third of the time, the first half of
 * it from rollups.
 */
final class RangeAnswers {
  private final int series;

  RangeAnswers(int series) {
    this.series = series;
  }

  void give(Page page) {
    page.route("**/api/v1/query_range", this::range);
    page.route("**/api/v1/query", this::instant);
    page.route("**/api/v1/labels", route -> answer(route, "[\"__name__\",\"pod\"]"));
    page.route("**/api/v1/label/**", route -> answer(route, "[\"test_bytes\"]"));
    page.route("**/api/v1/series*", route -> answer(route, "[]"));
    page.route(
        "**/api/v1/metadata*",
        route -> answer(route, "{\"test_bytes\":[{\"type\":\"gauge\",\"help\":\"A test\"}]}"));
  }

  private void range(Route route) {
    Map<String, String> form = form(route.request());
    if (form.getOrDefault("query", "").contains("wrong")) {
      refuse(route);
      return;
    }
    double from = Double.parseDouble(form.getOrDefault("start", "0"));
    double to = Double.parseDouble(form.getOrDefault("end", "0"));
    double step = Double.parseDouble(form.getOrDefault("step", "1"));
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < series; i++) {
      result.append(i == 0 ? "" : ",").append("{\"metric\":").append(labels(i));
      result.append(",\"values\":[");
      String before = "";
      for (double time = from; time <= to; time += step) {
        double share = (time - from) / (to - from);
        if (i > 0 || share < 1.0 / 3 || share > 2.0 / 3) {
          double value = 1000 * (i + 1) + 300 * Math.sin(time / step / 20 + i);
          result.append(before).append(String.format(Locale.ROOT, "[%.3f,\"%f\"]", time, value));
          before = ",";
        }
      }
      result.append("]}");
    }
    double middle = (from + to) / 2;
    answer(
        route,
        String.format(
            Locale.ROOT,
            "{\"resultType\":\"matrix\",\"result\":[%s],\"resolutions\":["
                + "{\"from\":%f,\"to\":%f,\"windowSeconds\":60},"
                + "{\"from\":%f,\"to\":%f,\"windowSeconds\":0}],"
                + "\"stats\":{\"timings\":{\"evalTotalTime\":0.1,\"execTotalTime\":0.1},"
                + "\"samples\":{\"totalQueryableSamples\":54321,\"peakSamples\":99}}}",
            result,
            from - 600,
            middle,
            middle,
            to));
  }

  private void instant(Route route) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < series; i++) {
      result.append(i == 0 ? "" : ",").append("{\"metric\":").append(labels(i));
      result.append(",\"value\":[1,\"").append((i * 7) % series).append("\"]}");
    }
    answer(route, "{\"resultType\":\"vector\",\"result\":[" + result + "]}");
  }

  private static String labels(int index) {
    return "{\"__name__\":\"test_bytes\",\"pod\":\"web-" + index + "\"}";
  }

  private static void answer(Route route, String data) {
    String warning = "PromQL info: metric might not be a counter: \\\"test_bytes\\\" (1:6)";
    route.fulfill(
        new FulfillOptions()
            .setContentType("application/json")
            .setBody(
                "{\"status\":\"success\",\"infos\":[\"" + warning + "\"],\"data\":" + data + "}"));
  }

  private static void refuse(Route route) {
    route.fulfill(
        new FulfillOptions()
            .setStatus(400)
            .setContentType("application/json")
            .setBody(
                "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":"
                    + "\"invalid parameter \\\"query\\\": 2:3: parse error: unexpected end\"}"));
  }

  private static Map<String, String> form(Request request) {
    Map<String, String> form = new TreeMap<>();
    for (String pair : request.postData().split("&")) {
      String[] parts = pair.split("=", 2);
      form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return form;
  }
}
