package io.gyr.timeseries.index;

import io.gyr.timeseries.SeriesId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Series by their labels, in memory: answers selectors, label names and label values.
 *
 * <p>How it works: series and pairs of name and value are numbered as they come. Each pair has the
 * Roaring bitmap of its series (its posting list); each series has the numbers of its pairs. A
 * selector intersects the bitmaps of its equalities first. What is left is compared with the other
 * matchers either way: by the values (union or removal of the bitmaps of those that fit) or, where
 * fewer series are left than the label has values, by looking at the label of each. Label values
 * under a selector are found either way, too. So the cost is that of the smaller side.
 *
 * <p>For any number of threads; readers wait only while a series is added.
 */
public final class LabelIndex {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final SeriesTable table = new SeriesTable();
  private final Map<String, LabelValues> labels = new TreeMap<>();
  private final List<String> pairNames = new ArrayList<>();
  private final List<String> pairValues = new ArrayList<>();
  private final List<RoaringBitmap> postings = new ArrayList<>();
  private int[] pairs = new int[1024];
  private int[] pairStarts = new int[1024];

  /** Number of series. */
  public int size() {
    lock.readLock().lock();
    try {
      return table.size();
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Adds a series unless it is known; {@code labels} with {@code __name__}; empty ones are none.
   */
  public void add(SeriesId id, Map<String, String> seriesLabels) {
    lock.writeLock().lock();
    try {
      if (table.find(id) < 0) {
        addNew(id, seriesLabels);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void addNew(SeriesId id, Map<String, String> seriesLabels) {
    int series = table.add(id);
    if (pairStarts.length < series + 2) {
      pairStarts = Arrays.copyOf(pairStarts, 2 * pairStarts.length);
    }
    int at = pairStarts[series];
    if (pairs.length < at + seriesLabels.size()) {
      pairs = Arrays.copyOf(pairs, 2 * pairs.length + seriesLabels.size());
    }
    for (Map.Entry<String, String> label : new TreeMap<>(seriesLabels).entrySet()) {
      if (label.getValue().isEmpty()) {
        continue;
      }
      LabelValues values = labels.computeIfAbsent(label.getKey(), name -> new LabelValues());
      values.series.add(series);
      int pair =
          values.pairs.computeIfAbsent(label.getValue(), value -> newPair(label.getKey(), value));
      postings.get(pair).add(series);
      pairs[at++] = pair;
    }
    pairStarts[series + 1] = at;
  }

  private int newPair(String name, String value) {
    pairNames.add(name);
    pairValues.add(value);
    postings.add(new RoaringBitmap());
    return postings.size() - 1;
  }

  /** Visits series. */
  public interface Visitor {
    /**
     * A series and its labels.
     *
     * @param labels name, value, name, value, ... in the order of the names, {@code __name__} among
     *     them; the array is the visitor's, the texts are shared with other series
     */
    void visit(SeriesId id, String[] labels);
  }

  /** Visits the series that fit all matchers, in no particular order; returns their number. */
  public int select(List<LabelMatcher> matchers, Visitor visitor) {
    lock.readLock().lock();
    try {
      RoaringBitmap found = matching(matchers);
      for (PeekableIntIterator i = found.getIntIterator(); i.hasNext(); ) {
        int series = i.next();
        visitor.visit(table.id(series), labelsOf(series));
      }
      return found.getCardinality();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Visits pairs of name and value. */
  public interface PairVisitor {
    /** A pair and the number of its series, more than none. */
    void visit(String name, String value, int series);
  }

  /** Visits each pair that series have which fit all matchers, in no particular order. */
  public void countPairs(List<LabelMatcher> matchers, PairVisitor visitor) {
    lock.readLock().lock();
    try {
      int[] counts = matchers.isEmpty() ? null : pairCounts(matching(matchers));
      for (int pair = 0; pair < postings.size(); pair++) {
        int series = counts == null ? postings.get(pair).getCardinality() : counts[pair];
        if (series > 0) {
          visitor.visit(pairNames.get(pair), pairValues.get(pair), series);
        }
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  private int[] pairCounts(RoaringBitmap found) {
    int[] counts = new int[postings.size()];
    for (PeekableIntIterator i = found.getIntIterator(); i.hasNext(); ) {
      int series = i.next();
      for (int at = pairStarts[series]; at < pairStarts[series + 1]; at++) {
        counts[pairs[at]]++;
      }
    }
    return counts;
  }

  /** Number of series that fit all matchers. */
  public int count(List<LabelMatcher> matchers) {
    lock.readLock().lock();
    try {
      return matching(matchers).getCardinality();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Names of labels of series that fit all matchers, sorted. */
  public List<String> labelNames(List<LabelMatcher> matchers) {
    lock.readLock().lock();
    try {
      if (matchers.isEmpty()) {
        return List.copyOf(labels.keySet());
      }
      RoaringBitmap found = matching(matchers);
      List<String> names = new ArrayList<>();
      labels.forEach(
          (name, values) -> {
            if (RoaringBitmap.intersects(found, values.series)) {
              names.add(name);
            }
          });
      return names;
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Values of a label of series that fit all matchers, sorted.
   *
   * @param limit most values to return
   */
  public List<String> labelValues(String name, List<LabelMatcher> matchers, int limit) {
    lock.readLock().lock();
    try {
      LabelValues values = labels.get(name);
      if (values == null) {
        return List.of();
      }
      if (matchers.isEmpty()) {
        return values.pairs.keySet().stream().limit(limit).toList();
      }
      RoaringBitmap found = RoaringBitmap.and(matching(matchers), values.series);
      if (found.getCardinality() < values.pairs.size()) {
        return valuesOf(found, name, limit);
      }
      return values.pairs.entrySet().stream()
          .filter(pair -> RoaringBitmap.intersects(found, postings.get(pair.getValue())))
          .map(Map.Entry::getKey)
          .limit(limit)
          .toList();
    } finally {
      lock.readLock().unlock();
    }
  }

  private List<String> valuesOf(RoaringBitmap found, String name, int limit) {
    RoaringBitmap seen = new RoaringBitmap();
    for (PeekableIntIterator i = found.getIntIterator(); i.hasNext(); ) {
      int pair = pairOf(i.next(), name);
      if (pair >= 0) {
        seen.add(pair);
      }
    }
    return seen.stream().mapToObj(pairValues::get).sorted().limit(limit).toList();
  }

  private RoaringBitmap matching(List<LabelMatcher> matchers) {
    RoaringBitmap found = null;
    for (LabelMatcher matcher : matchers) {
      if (matcher.isEquality() && !matcher.value().isEmpty()) {
        RoaringBitmap with = posting(matcher.name(), matcher.value());
        found = found == null ? with.clone() : RoaringBitmap.and(found, with);
      }
    }
    RoaringBitmap left = found != null ? found : all();
    for (LabelMatcher matcher : matchers) {
      if (!matcher.isEquality() || matcher.value().isEmpty()) {
        left = narrowed(left, matcher);
      }
    }
    return left;
  }

  private RoaringBitmap all() {
    RoaringBitmap all = new RoaringBitmap();
    all.add(0L, table.size());
    return all;
  }

  private RoaringBitmap posting(String name, String value) {
    LabelValues values = labels.get(name);
    Integer pair = values == null ? null : values.pairs.get(value);
    return pair == null ? new RoaringBitmap() : postings.get(pair);
  }

  private RoaringBitmap narrowed(RoaringBitmap left, LabelMatcher matcher) {
    LabelValues known = labels.get(matcher.name());
    Map<String, Integer> byValue = known == null ? Map.of() : known.pairs;
    if (left.getCardinality() < byValue.size()) {
      return narrowedBySeries(left, matcher);
    }
    boolean absentFits = matcher.matches("");
    RoaringBitmap listed = new RoaringBitmap();
    byValue.forEach(
        (value, pair) -> {
          if (matcher.matches(value) != absentFits) {
            listed.or(postings.get(pair));
          }
        });
    return absentFits ? RoaringBitmap.andNot(left, listed) : RoaringBitmap.and(left, listed);
  }

  private RoaringBitmap narrowedBySeries(RoaringBitmap left, LabelMatcher matcher) {
    RoaringBitmap fitting = new RoaringBitmap();
    for (PeekableIntIterator i = left.getIntIterator(); i.hasNext(); ) {
      int series = i.next();
      int pair = pairOf(series, matcher.name());
      if (matcher.matches(pair < 0 ? "" : pairValues.get(pair))) {
        fitting.add(series);
      }
    }
    return fitting;
  }

  /** The pair of a series with the given name; -1 if it has none. */
  private int pairOf(int series, String name) {
    for (int at = pairStarts[series]; at < pairStarts[series + 1]; at++) {
      if (pairNames.get(pairs[at]).equals(name)) {
        return pairs[at];
      }
    }
    return -1;
  }

  private String[] labelsOf(int series) {
    int from = pairStarts[series];
    String[] result = new String[2 * (pairStarts[series + 1] - from)];
    for (int i = 0; i < result.length; i += 2) {
      int pair = pairs[from + i / 2];
      result[i] = pairNames.get(pair);
      result[i + 1] = pairValues.get(pair);
    }
    return result;
  }
}
