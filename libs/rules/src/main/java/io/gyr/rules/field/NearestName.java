package io.gyr.rules.field;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the name that a misspelt one was probably meant to be. */
public final class NearestName {

  private static final int MAX_LENGTH = 64;

  /** More candidates than this are not worth a suggestion's time. */
  private static final int MAX_CANDIDATES = 1000;

  private NearestName() {}

  /**
   * The candidate with the fewest edits from {@code name}, or null when none is within a third of
   * its length.
   */
  public static @Nullable String of(String name, Collection<String> candidates) {
    if (name.length() > MAX_LENGTH || candidates.size() > MAX_CANDIDATES) {
      return null;
    }
    int best = Math.max(2, name.length() / 3) + 1;
    String nearest = null;
    for (String candidate : candidates) {
      if (candidate.length() <= MAX_LENGTH && Math.abs(candidate.length() - name.length()) < best) {
        int distance = distance(name, candidate);
        if (distance < best) {
          best = distance;
          nearest = candidate;
        }
      }
    }
    return nearest;
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
