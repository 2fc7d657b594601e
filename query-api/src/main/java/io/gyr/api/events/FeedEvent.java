package io.gyr.api.events;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of the feed, whether it came from the index or from the topic.
 *
 * @param id 32 hex digits
 * @param type alert, infrastructure, security or custom
 * @param timeNs when it happened or began, nanoseconds UTC since 1970
 * @param endTimeNs when it ended, same unit; null while it lasts and for what has no duration
 * @param severity syslog severity, 0 emergency to 7 debug
 * @param status triggered or resolved
 * @param name rule or alert name, or the title of a custom event
 * @param description one line for a person
 * @param source where it was seen
 * @param tags tags of the rule
 * @param labels scope: resource attributes of what it is about
 * @param fields output fields of a rule; metric, value, threshold and segment of an alert
 * @param ruleVersion version of the rules that decided; null if none did
 * @param version grows with each restatement of the same id
 * @param why for what a rule found
 * @param count how many matches it stands for: 1, or in the summary of a flood all of them
 * @param aggregatedInto id of the summary that counts it; null for what is shown for itself
 */
public record FeedEvent(
    String id,
    String type,
    long timeNs,
    @Nullable Long endTimeNs,
    int severity,
    String status,
    String name,
    String description,
    String source,
    List<String> tags,
    Map<String, String> labels,
    Map<String, String> fields,
    @Nullable String ruleVersion,
    long version,
    Why why,
    long count,
    @Nullable String aggregatedInto) {

  /**
   * A test that a match rests on.
   *
   * @param condition as the rule has it
   * @param values field to what it was; absent ones are left out
   */
  public record Test(String condition, Map<String, String> values) {
    /** Copies the map. */
    public Test {
      values = Map.copyOf(values);
    }
  }

  /**
   * Why a rule fired, and on what.
   *
   * @param conditions tests that made the condition true, in its order
   * @param records what it was found in
   */
  public record Why(List<Test> conditions, List<String> records) {
    /** For what no rule found. */
    public static final Why NONE = new Why(List.of(), List.of());

    /** Copies the lists. */
    public Why {
      conditions = List.copyOf(conditions);
      records = List.copyOf(records);
    }
  }

  /** An event that no rule found and that stands for itself. */
  public FeedEvent(
      String id,
      String type,
      long timeNs,
      @Nullable Long endTimeNs,
      int severity,
      String status,
      String name,
      String description,
      String source,
      List<String> tags,
      Map<String, String> labels,
      Map<String, String> fields,
      @Nullable String ruleVersion,
      long version) {
    this(
        id,
        type,
        timeNs,
        endTimeNs,
        severity,
        status,
        name,
        description,
        source,
        tags,
        labels,
        fields,
        ruleVersion,
        version,
        Why.NONE,
        1,
        null);
  }

  /** Copies the collections. */
  public FeedEvent {
    tags = List.copyOf(tags);
    labels = Map.copyOf(labels);
    fields = Map.copyOf(fields);
  }

  /** Its place in the feed. */
  public EventCursor cursor() {
    return new EventCursor(timeNs, id);
  }
}
