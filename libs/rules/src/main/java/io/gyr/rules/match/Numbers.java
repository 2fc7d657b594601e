package io.gyr.rules.match;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tests of numbers. */
public final class Numbers {

  private Numbers() {}

  /** Accepts every number: the field exists. */
  public record Any() implements NumberMatcher {
    @Override
    public boolean matches(long number) {
      return true;
    }
  }

  /** Accepts one number. */
  public record Equal(long value) implements NumberMatcher {
    @Override
    public boolean matches(long number) {
      return number == value;
    }
  }

  /** Accepts all numbers but one. */
  public record NotEqual(long value) implements NumberMatcher {
    @Override
    public boolean matches(long number) {
      return number != value;
    }
  }

  /** Accepts the numbers from {@code low} to {@code high}, both included. */
  public record Between(long low, long high) implements NumberMatcher {
    @Override
    public boolean matches(long number) {
      return number >= low && number <= high;
    }
  }

  /** Accepts what a given number of several matchers accept, from {@code least} to {@code most}. */
  public record Counted(List<NumberMatcher> matchers, int least, int most)
      implements NumberMatcher {
    @Override
    public boolean matches(long number) {
      int count = 0;
      for (int i = 0; i < matchers.size() && count <= most; i++) {
        count += matchers.get(i).matches(number) ? 1 : 0;
      }
      return count >= least && count <= most;
    }
  }

  /** Accepts the numbers below {@code low} and those above {@code high}. */
  public record Outside(long low, long high) implements NumberMatcher {
    @Override
    public boolean matches(long number) {
      return number < low || number > high;
    }
  }

  /** Accepts the numbers of a set. */
  public static final class OneOf implements NumberMatcher {

    private final long[] sorted;

    /** Accepts {@code values}. */
    public OneOf(Set<Long> values) {
      sorted = new TreeSet<>(values).stream().mapToLong(Long::longValue).toArray();
    }

    /** What it accepts. */
    public Set<Long> values() {
      Set<Long> values = new TreeSet<>();
      for (long value : sorted) {
        values.add(value);
      }
      return values;
    }

    @Override
    public boolean matches(long number) {
      return Arrays.binarySearch(sorted, number) >= 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof OneOf that && Arrays.equals(sorted, that.sorted);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(sorted);
    }
  }
}
