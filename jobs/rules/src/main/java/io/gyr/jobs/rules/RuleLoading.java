package io.gyr.jobs.rules;

import io.gyr.jobs.runtime.RawRecord;
import io.gyr.schemas.record.Control;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes changes of rule files from their topic and decides about them, one after another, on a
 * thread of its own: what takes the compiler a second must not hold up a single record. Every
 * change is tried on the files that are in force together; the whole set loads, or the change is
 * refused.
 */
final class RuleLoading implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RuleLoading.class);
  private static final long PAUSE_AFTER_ERROR_MS = 1_000;

  /** Conditions may nest deeper than the stack of a Flink task is. */
  private static final long STACK_BYTES = 8L << 20;

  private final ControlFeed feed;
  private final RecordDecoder<Control> controls;
  private final TreeMap<String, Tuple2<String, String>> files;
  private final Consumer<Decision> decided;
  private final Thread thread;
  private volatile boolean stopping;

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

  /**
   * Begins to decide.
   *
   * @param feed the changes to come; closed with this
   * @param files in force, key to version and content
   * @param first changes that come before those of the feed
   * @param decided is told each decision, on the thread that decides
   */
  RuleLoading(
      ControlFeed feed,
      RecordDecoder<Control> controls,
      Map<String, Tuple2<String, String>> files,
      Collection<RawRecord> first,
      Consumer<Decision> decided) {
    this.feed = feed;
    this.controls = controls;
    this.files = new TreeMap<>(files);
    this.decided = decided;
    thread = new Thread(null, () -> run(first), "rule-loader", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Collection<RawRecord> first) {
    try (feed) {
      first.forEach(record -> decided.accept(decision(record)));
      while (!stopping) {
        next();
      }
    } catch (InterruptException e) {
      log.debug("Stops reading changes of rules");
    }
  }

  private void next() {
    try {
      for (RawRecord record : feed.poll()) {
        if (Detect.isRuleFile(record.key())) {
          decided.accept(decision(record));
        }
      }
    } catch (InterruptException | RejectedExecutionException e) {
      stopping = true; // The task ends.
    } catch (RuntimeException e) {
      // Whatever it is, the rules in force go on, and the thread must live to hear of better ones.
      log.warn("Changes of rules cannot be read, trying on", e);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_AFTER_ERROR_MS));
    }
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
    stopping = true;
    thread.interrupt();
  }
}
