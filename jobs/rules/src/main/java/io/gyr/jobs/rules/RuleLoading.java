package io.gyr.jobs.rules;

import io.gyr.jobs.runtime.RawRecord;
import io.gyr.schemas.record.Control;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * Decides about changes of rule files, one after another, on a thread of its own: what takes the
 * compiler a second must not hold up a single record. Every change is tried on the files that are
 * in force together; the whole set loads, or the change is refused.
 */
final class RuleLoading implements AutoCloseable {
  /** Conditions may nest deeper than the stack of a Flink task is. */
  private static final long STACK_BYTES = 8L << 20;

  private final RecordDecoder<Control> controls;
  private final TreeMap<String, Tuple2<String, String>> files;
  private final ExecutorService thread;

  /**
   * What came of a change.
   *
   * @param record the change
   * @param key which file, {@code rules/NAME}
   * @param file version and content as they are now; null when the file is withdrawn, or refused
   *     before its version could be read
   * @param next the rules with the change; null when it is refused or changes nothing
   * @param refusal why it is refused; null when it is not
   */
  record Decision(
      RawRecord record,
      String key,
      @Nullable Tuple2<String, String> file,
      @Nullable RuleVersion next,
      @Nullable String refusal) {}

  /** Decides about changes to {@code files}, key to version and content. */
  RuleLoading(RecordDecoder<Control> controls, Map<String, Tuple2<String, String>> files) {
    this.controls = controls;
    this.files = new TreeMap<>(files);
    thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread loader = new Thread(null, task, "rule-loader", STACK_BYTES);
              loader.setDaemon(true);
              return loader;
            });
  }

  /** Decides some time later, and then tells {@code decided} on the thread that decides. */
  void decide(RawRecord record, Consumer<Decision> decided) {
    thread.execute(() -> decided.accept(decision(record)));
  }

  private Decision decision(RawRecord record) {
    String key =
        new String(record.key() == null ? new byte[0] : record.key(), StandardCharsets.UTF_8);
    TreeMap<String, Tuple2<String, String>> changed = new TreeMap<>(files);
    Tuple2<String, String> file = null;
    try {
      byte[] value = record.value();
      if (value == null) {
        changed.remove(key);
      } else {
        Control control = controls.decode(value);
        file = Tuple2.of(control.getVersion(), control.getContent());
        changed.put(key, file);
      }
      if (changed.equals(files)) {
        return new Decision(record, key, file, null, null);
      }
      RuleVersion next = RuleVersion.of(changed);
      files.clear();
      files.putAll(changed);
      return new Decision(record, key, file, next, null);
    } catch (MalformedRecordException | RuleVersion.RefusedException e) {
      return new Decision(record, key, file, null, String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      return new Decision(record, key, file, null, "the rules cannot be loaded: " + e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
