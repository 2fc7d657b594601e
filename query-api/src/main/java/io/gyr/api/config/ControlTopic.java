package io.gyr.api.config;

import io.gyr.api.records.RecordTopic;
import io.gyr.schemas.record.Control;
import java.time.Clock;

/**
 * Publishes configuration to the jobs, on {@link io.gyr.schemas.Topic#CONTROL}. The topic is
 * compacted and the record of a file depends on nothing but the file, so that publishing again
 * changes nothing. Thread-safe.
 */
public final class ControlTopic {
  private final RecordTopic<Control> topic;
  private final Clock clock;

  /** Publishes to {@code topic}; {@code clock} dates the records. */
  public ControlTopic(RecordTopic<Control> topic, Clock clock) {
    this.topic = topic;
    this.clock = clock;
  }

  /**
   * Publishes {@code file} and waits until the brokers have it.
   *
   * @throws io.gyr.api.http.ApiError 503 if they do not take it
   */
  public void publish(ConfigKind kind, ConfigFile file) {
    Control record =
        Control.newBuilder()
            .setKind(kind.control())
            .setName(file.name())
            .setVersion(file.version())
            .setTimeMs(clock.millis())
            .setContent(file.content())
            .build();
    topic.publish(key(kind, file.name()), record);
  }

  /** Withdraws the file called {@code name}, like {@link #publish}. */
  public void withdraw(ConfigKind kind, String name) {
    topic.publish(key(kind, name), null);
  }

  private static String key(ConfigKind kind, String name) {
    return kind.control() + "/" + name;
  }
}
