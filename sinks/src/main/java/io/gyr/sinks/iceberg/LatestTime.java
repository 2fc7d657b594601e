package io.gyr.sinks.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/** How far a table has come, from the statistics of its files: no row is read. */
final class LatestTime {
  private static final long MICROS_PER_MILLI = 1_000;

  private LatestTime() {}

  /** The highest value of a column of times, milliseconds since 1970; empty without rows. */
  static OptionalLong ofMs(Table table, String column) {
    table.refresh();
    Types.NestedField field = table.schema().findField(column);
    long latest = Long.MIN_VALUE;
    try (CloseableIterable<FileScanTask> files = table.newScan().includeColumnStats().planFiles()) {
      for (FileScanTask file : files) {
        Map<Integer, ByteBuffer> highest = file.file().upperBounds();
        ByteBuffer bytes = highest == null ? null : highest.get(field.fieldId());
        if (bytes != null) {
          Long micros = Conversions.fromByteBuffer(field.type(), bytes);
          latest = Math.max(latest, micros);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return latest == Long.MIN_VALUE
        ? OptionalLong.empty()
        : OptionalLong.of(Math.floorDiv(latest, MICROS_PER_MILLI));
  }
}
