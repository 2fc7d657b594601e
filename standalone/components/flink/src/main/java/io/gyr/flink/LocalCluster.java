package io.gyr.flink;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * A whole Flink cluster in one JVM: {@code LocalCluster CONF_DIR}, where CONF_DIR holds Flink's own
 * {@code config.yaml}. Its REST endpoint takes jobs as that of a session cluster does.
 */
public final class LocalCluster {
  private LocalCluster() {}

  /** Runs until the process is told to stop. */
  public static void main(String[] arguments) throws Exception {
    Configuration configuration =
        GlobalConfiguration.loadConfiguration(Path.of(arguments[0]).toString());
    FileSystem.initialize(
        configuration, PluginUtils.createPluginManagerFromRootFolder(configuration));
    MiniClusterConfiguration cluster =
        new MiniClusterConfiguration.Builder()
            .setConfiguration(configuration)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(configuration.get(TaskManagerOptions.NUM_TASK_SLOTS))
            .build();
    CountDownLatch stopped = new CountDownLatch(1);
    try (MiniCluster miniCluster = new MiniCluster(cluster)) {
      miniCluster.start();
      // Checkpoints hold the state: halting at once is safe, and closing a cluster whose
      // connectors are losing their servers can hang for minutes.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0)));
      stopped.await();
    }
  }
}
