package io.gyr.api.config;

import io.gyr.api.http.ApiError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes configuration in the database and, where it is for jobs, on the topic together. The
 * database is the truth: what failed between the two is mended by {@link #publishAll} at the next
 * start or by asking again. Thread-safe; one change at a time, so that both see the changes in the
 * same order.
 */
public final class Configuration {
  private static final Logger LOG = LoggerFactory.getLogger(Configuration.class);

  private final ConfigStore store;
  private final ControlTopic topic;

  /** Keeps {@code store} and {@code topic} in step. */
  public Configuration(ConfigStore store, ControlTopic topic) {
    this.store = store;
    this.topic = topic;
  }

  /**
   * Stores and publishes.
   *
   * @throws ApiError 503 if it is stored but not published
   */
  synchronized ConfigFile put(ConfigKind kind, String name, String content) {
    ConfigFile file = store.put(kind, name, content);
    if (kind.isForJobs()) {
      topic.publish(kind, file);
    }
    return file;
  }

  /** Withdraws, then removes: what could not be withdrawn is still there to be asked for again. */
  synchronized void delete(ConfigKind kind, String name) {
    if (kind.isForJobs()) {
      topic.withdraw(kind, name);
    }
    store.delete(kind, name);
  }

  /**
   * Publishes everything that is stored.
   *
   * @return whether the brokers took it all; if not, try again
   */
  public synchronized boolean publishAll() {
    int count = 0;
    try {
      for (ConfigKind kind : ConfigKind.values()) {
        if (!kind.isForJobs()) {
          continue;
        }
        for (ConfigFile file : store.list(kind)) {
          topic.publish(kind, file);
          count++;
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("Stored configuration is not all published yet: {}", e.getMessage());
      return false;
    }
    LOG.info("Published {} stored rule files and alerts", count);
    return true;
  }
}
