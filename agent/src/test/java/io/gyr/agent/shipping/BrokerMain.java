package io.gyr.agent.shipping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;

/** A Kafka broker and controller in one process. Arguments: directory, port, controller port. */
public final class BrokerMain {
  private BrokerMain() {}

  /** Formats the directory if it is new and serves until killed. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@127.0.0.1:" + arguments[2]);
    properties.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:" + arguments[1] + ",CONTROLLER://127.0.0.1:" + arguments[2]);
    properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + arguments[1]);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("log.dirs", directory.resolve("logs").toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("offsets.topic.replication.factor", "1");
    if (!Files.exists(directory.resolve("logs"))) {
      Files.createDirectories(directory);
      Path file = directory.resolve("server.properties");
      try (var out = Files.newOutputStream(file)) {
        properties.store(out, null);
      }
      Exit.setExitProcedure(
          (status, message) -> {
            throw new IllegalStateException(status + " " + message);
          });
      StorageTool.execute(
          new String[] {"format", "-t", "4L6g3nShT-eMCtK--X86sw", "-c", file.toString()},
          System.out);
      Exit.resetExitProcedure();
    }
    new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM).startup();
  }
}
