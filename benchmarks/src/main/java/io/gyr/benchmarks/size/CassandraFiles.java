package io.gyr.benchmarks.size;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.gyr.benchmarks.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The files of Gyr's tables in a Cassandra on this machine. */
final class CassandraFiles {
  private static final String KEYSPACE = "gyr";
  private static final String STRING = String.class.getName();
  private static final String STRINGS = String[].class.getName();

  private final long pid;
  private final Path data;

  /** The files below {@code data}, its data folder, of the Cassandra with that process id. */
  CassandraFiles(long pid, Path data) {
    this.pid = pid;
    this.data = data;
  }

  /** Writes what is in memory to disk and makes one file of many. */
  @SuppressWarnings("BanJNDI") // The address is that of a process of our own on this machine.
  void compact() throws IOException, JMException {
    VirtualMachine cassandra;
    try {
      cassandra = VirtualMachine.attach(Long.toString(pid));
    } catch (AttachNotSupportedException e) {
      throw new IOException(e);
    }
    JMXServiceURL address = new JMXServiceURL(cassandra.startLocalManagementAgent());
    try (var connector = JMXConnectorFactory.connect(address)) {
      MBeanServerConnection beans = connector.getMBeanServerConnection();
      ObjectName storage = new ObjectName("org.apache.cassandra.db:type=StorageService");
      beans.invoke(
          storage,
          "forceKeyspaceFlush",
          new Object[] {KEYSPACE, new String[0]},
          new String[] {STRING, STRINGS});
      beans.invoke(
          storage,
          "forceKeyspaceCompaction",
          new Object[] {false, KEYSPACE, new String[0]},
          new String[] {"boolean", STRING, STRINGS});
    } finally {
      cassandra.detach();
    }
  }

  /** Bytes of all files by table, as soon as Cassandra has deleted what it compacted. */
  SortedMap<String, Long> sizes() throws IOException, InterruptedException {
    SortedMap<String, Long> before = now();
    while (true) {
      Thread.sleep(3_000);
      SortedMap<String, Long> after = now();
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
  }

  private SortedMap<String, Long> now() throws IOException {
    SortedMap<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> tables = Files.list(data.resolve(KEYSPACE))) {
      for (Path table : tables.toList()) {
        long bytes = Folder.size(table);
        if (bytes > 0) {
          sizes.put(table.getFileName().toString().replaceFirst("-.*", ""), bytes);
        }
      }
    }
    return sizes;
  }
}
