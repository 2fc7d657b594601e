package io.gyr.standalone.components;

import io.gyr.schemas.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/**
 * Creates the topics of the catalogue as the catalogue has them. Existing ones stay as they are.
 */
public final class Topics {
  private static final long TIMEOUT_S = 10;

  private Topics() {}

  /** Null if the broker answers, else what it is busy with. */
  static @Nullable String notAnswering(String bootstrap) {
    try (Admin admin = admin(bootstrap)) {
      admin.describeCluster().controller().get(TIMEOUT_S, TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException | TimeoutException e) {
      return "for the controller";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /**
   * Creates the topics that are missing.
   *
   * @throws IOException if the broker refuses
   */
  public static void create(String bootstrap) throws IOException {
    try (Admin admin = admin(bootstrap)) {
      Set<String> existing = admin.listTopics().names().get(TIMEOUT_S, TimeUnit.SECONDS);
      List<NewTopic> missing = new ArrayList<>();
      for (Topic topic : Topic.values()) {
        if (!existing.contains(topic.topicName())) {
          missing.add(
              new NewTopic(topic.topicName(), topic.partitions(), (short) 1)
                  .configs(topic.configuration()));
        }
      }
      admin.createTopics(missing).all().get(TIMEOUT_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("topics could not be created: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Admin admin(String bootstrap) {
    return Admin.create(
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "default.api.timeout.ms",
            8000,
            "request.timeout.ms",
            5000));
  }
}
