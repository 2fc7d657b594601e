package io.gyr.component;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The named conditions under which a process can do its work. A check returns null when all is
 * well, else what is missing in a few words; it must return at once and may be called from any
 * thread. Thread-safe.
 */
public final class HealthChecks {
  private final Map<String, Supplier<@Nullable String>> checks = new ConcurrentSkipListMap<>();
  private volatile @Nullable String remark;

  /** Adds or replaces the check called {@code name}. */
  public void add(String name, Supplier<@Nullable String> check) {
    checks.put(name, check);
  }

  /**
   * Sets what is worth knowing about a process that is ready, one line; null when there is nothing.
   */
  public void remark(@Nullable String line) {
    remark = line;
  }

  /** What was last set with {@link #remark(String)}; null if nothing. */
  public @Nullable String remark() {
    return remark;
  }

  /** What is not well: name of the check to its message; empty if the process is ready. */
  public Map<String, String> failures() {
    Map<String, String> failures = new LinkedHashMap<>();
    checks.forEach(
        (name, check) -> {
          String failure;
          try {
            failure = check.get();
          } catch (RuntimeException e) {
            failure = e.toString();
          }
          if (failure != null) {
            failures.put(name, failure);
          }
        });
    return failures;
  }
}
