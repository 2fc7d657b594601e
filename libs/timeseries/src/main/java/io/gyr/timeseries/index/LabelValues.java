package io.gyr.timeseries.index;

import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/** The values of one label name: the number of each as a pair, and the series that have any. */
final class LabelValues {
  final TreeMap<String, Integer> pairs = new TreeMap<>();
  final RoaringBitmap series = new RoaringBitmap();
}
