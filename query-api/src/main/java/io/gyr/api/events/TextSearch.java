package io.gyr.api.events;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Free-text search on one event in memory, the way the index's standard analyzer does it: words are
 * runs of letters, digits and underscores, a dot or apostrophe inside a word belongs to it, case
 * does not count.
 */
final class TextSearch {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+(?:[.'][\\p{L}\\p{N}_]+)*");

  private TextSearch() {}

  /** Whether every word of {@code text} is in {@code event}; the last may be a beginning. */
  static boolean matches(String text, FeedEvent event) {
    List<String> wanted = words(text);
    if (wanted.isEmpty()) {
      return true;
    }
    Set<String> found = new HashSet<>(words(event.name()));
    found.addAll(words(event.description()));
    event.labels().values().forEach(value -> found.addAll(words(value)));
    String last = wanted.get(wanted.size() - 1);
    return found.containsAll(wanted.subList(0, wanted.size() - 1))
        && found.stream().anyMatch(word -> word.startsWith(last));
  }

  private static List<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
  }
}
