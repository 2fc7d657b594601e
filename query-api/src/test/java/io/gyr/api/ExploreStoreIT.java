package io.gyr.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Explore over samples that are in Cassandra, with nothing between the page and the store. */
class ExploreStoreIT {
  private static final String METRIC =
      "explored_" + UUID.randomUUID().toString().replace('-', '_') + "_total";
  private static final long HOUR = 3_600_000L;
  private static final long NOW = System.currentTimeMillis() / 60_000 * 60_000;
  private static final int HOURS = 12;
  private static RunningApi api;
  private static TestBrowser browser;

  private final List<String> errors = new ArrayList<>();

  @BeforeAll
  static void start(@TempDir Path directory) {
    api = new RunningApi(directory);
    browser = new TestBrowser();
    long[] times = new long[HOURS * 360];
    try (TestMetrics metrics = new TestMetrics()) {
      for (int series = 0; series < 5; series++) {
        double[] values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
          times[i] = NOW - HOURS * HOUR + i * 10_000L;
          values[i] = 10.0 * (series + 1) * i;
        }
        metrics.write(METRIC, "counter", Map.of("n", "s" + series), times, values, NOW - 6 * HOUR);
      }
    }
    await()
        .until(() -> api.get("/api/v1/series", "match[]", METRIC).body().path("data").size() == 5);
  }

  @AfterAll
  static void stop() {
    browser.close();
    api.close();
  }

  @Test
  void aRangeOverTheBorderOfFullResolutionIsDrawnWithItsCost() {
    Page page = browser.open(ColorScheme.LIGHT, errors);
    String query = "rate(" + METRIC + "[5m])";
    page.navigate(
        api.url()
            + "/explore?query="
            + URLEncoder.encode(query, StandardCharsets.UTF_8)
            + "&from="
            + (NOW - 11 * HOUR)
            + "&to="
            + (NOW - HOUR)
            + "&step=60#token="
            + api.token());

    assertThat(page.locator(".legend-row")).hasCount(5);
    assertThat(page.locator(".query-cost")).containsText("1 min rollup, then full resolution");
    assertThat(page.locator(".query-cost")).containsText(Pattern.compile("[1-9][\\d,]* samples"));
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Table")).click();
    assertThat(page.locator("tbody tr")).hasCount(5);
    assertThat(page.locator("tbody")).containsText("s4");
    page.context().close();
    assertThat(errors).isEmpty();
  }

  @Test
  void theEditorOffersTheMetricsOfTheStore() {
    Page page = browser.open(ColorScheme.LIGHT, errors);
    page.navigate(api.url() + "/explore#token=" + api.token());
    page.waitForSelector(".cm-content");
    page.keyboard().press("/");
    page.keyboard().type("rate(" + METRIC.substring(0, 14));
    assertThat(page.locator(".cm-tooltip-autocomplete")).containsText(METRIC);
    page.context().close();
  }
}
