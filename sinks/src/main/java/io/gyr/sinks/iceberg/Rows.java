package io.gyr.sinks.iceberg;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.jspecify.annotations.Nullable;

/** Values as Flink's rows hold them. */
final class Rows {
  private static final int NANOS_PER_MILLI = 1_000_000;

  private Rows() {}

  static @Nullable StringData string(@Nullable String text) {
    return text == null ? null : StringData.fromString(text);
  }

  /** A time with zone; Iceberg keeps microseconds. */
  static TimestampData time(long timeNs) {
    return TimestampData.fromEpochMillis(
        Math.floorDiv(timeNs, NANOS_PER_MILLI), (int) Math.floorMod(timeNs, NANOS_PER_MILLI));
  }

  static GenericArrayData strings(List<String> texts) {
    return new GenericArrayData(texts.stream().map(StringData::fromString).toArray());
  }

  static GenericMapData strings(Map<String, String> texts) {
    Map<StringData, StringData> map = new HashMap<>();
    texts.forEach(
        (key, value) -> map.put(StringData.fromString(key), StringData.fromString(value)));
    return new GenericMapData(map);
  }
}
