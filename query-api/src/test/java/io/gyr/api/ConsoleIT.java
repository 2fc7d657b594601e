package io.gyr.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.gyr.api.events.FeedEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The console in a real browser. */
class ConsoleIT {
  private static final TestEvents EVENTS = new TestEvents();
  private static RunningApi api;
  private static TestBrowser browser;

  private final List<String> errors = new ArrayList<>();
  private Page page;

  @BeforeAll
  static void start(@TempDir Path directory) {
    api = new RunningApi(directory);
    long now = System.currentTimeMillis();
    List<FeedEvent> events = new ArrayList<>();
    for (int i = 0; i < 320; i++) {
      events.add(
          EVENTS.event(
              "security",
              i % 8,
              now - 5_000 - i * 1_000L,
              "Rule " + i % 8,
              Map.of("host.name", "node-1")));
    }
    EVENTS.index(events);
    browser = new TestBrowser();
  }

  @AfterAll
  static void stop() {
    browser.close();
    api.close();
  }

  @BeforeEach
  void open() {
    open(ColorScheme.LIGHT);
  }

  private void open(ColorScheme scheme) {
    page = browser.open(scheme, errors);
    page.navigate(address(EVENTS) + "#token=" + api.token());
    page.waitForSelector(".row");
  }

  /** The page with only the events that {@code events} made: other tests share the index. */
  private static String address(TestEvents events) {
    String filter = events.scope().replace(" = '", "=").replace("'", "");
    return api.url() + "/?filter=" + filter;
  }

  @AfterEach
  void close() {
    page.context().close();
    assertThat(errors).isEmpty();
  }

  @Test
  void showsTheEventsAndHidesTheTokenFromTheAddress() {
    assertThat(page.locator(".list-foot")).containsText("of 240 events");
    assertThat(page.locator(".row").first().locator(".place")).hasText("node-1");
    assertThat(page.url()).doesNotContain(api.token()).doesNotContain("token");
  }

  @Test
  void filtersBySeverityAndKeepsThatInTheAddress() {
    page.click("[data-severity=medium].chip");
    page.click("[data-severity=low].chip");
    assertThat(page.locator(".list-foot")).containsText("of 80 events");
    assertThat(page.locator(".row[data-severity=low]")).hasCount(0);
    page.reload();
    assertThat(page.locator(".list-foot")).containsText("of 80 events");
    assertThat(page).hasURL(Pattern.compile(".*severity=high.*"));
  }

  @Test
  void opensDetailsByKeyAndFiltersByAValue() {
    page.keyboard().press("j");
    assertThat(page.locator(".detail h2")).hasText("Rule 0");
    page.keyboard().press("j");
    assertThat(page.locator(".detail h2")).hasText("Rule 1");
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Raw JSON")).click();
    assertThat(page.locator(".detail pre")).containsText("\"severity_group\": \"high\"");
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Details")).click();
    page.locator(".values .value", new Page.LocatorOptions().setHasText("Rule 1")).click();
    assertThat(page.locator(".list-foot")).containsText("of 40 events");
    page.keyboard().press("Escape");
    assertThat(page.locator(".detail")).hasCount(0);
  }

  @Test
  void aLiveEventAppearsByItself() {
    TestEvents live = new TestEvents();
    page.navigate(address(live));
    assertThat(page.locator(".message h2")).hasText("No event matches");
    assertThat(page.locator(".live")).hasText("Live");
    String body =
        "{\"event\":{\"name\":\"Deployed just now\",\"severity\":\"1\",\"scope\":\""
            + live.scope()
            + "\"}}";
    assertThat(api.post("/api/events", body).status()).isEqualTo(201);
    assertThat(page.locator(".row .name").first()).hasText("Deployed just now");
  }

  @Test
  void whileSomebodyReadsFurtherDownNewEventsWait() {
    assertThat(page.locator(".live")).hasText("Live");
    page.evaluate("document.querySelector('.list').scrollTop = 900");
    // Info is off, so the other tests' counts stay as they are; here it is switched on.
    page.click("[data-severity=info].chip");
    assertThat(page.locator(".list-foot")).containsText("of 320 events");
    page.evaluate("document.querySelector('.list').scrollTop = 900");
    assertThat(page.locator(".live")).hasText("Live");
    String body =
        "{\"event\":{\"name\":\"Came later\",\"severity\":6,\"scope\":\"" + EVENTS.scope() + "\"}}";
    assertThat(api.post("/api/events", body).status()).isEqualTo(201);
    assertThat(page.locator(".new-events")).hasText("1 new");
    page.click(".new-events");
    assertThat(page.locator(".row .name").first()).hasText("Came later");
  }

  @Test
  void aWrongTokenLeadsToTheSignIn() {
    page.evaluate("sessionStorage.setItem('gyr.token', 'gyr_wrong')");
    page.reload();
    assertThat(page.locator(".sign-in h1")).hasText("The token is not valid");
    page.fill("#token", api.token());
    page.keyboard().press("Enter");
    page.waitForSelector(".row");
    // The refused calls are errors in the browser's eyes and none in ours.
    errors.removeIf(error -> error.contains("401"));
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void hasNoSeriousAccessibilityProblem(ColorScheme scheme) {
    page.context().close();
    open(scheme);
    page.keyboard().press("j");
    page.waitForSelector(".detail");
    assertThat(Axe.seriousProblems(page)).isEmpty();
  }
}
