package io.gyr.inspector.proc;

import io.gyr.inspector.fd.Descriptor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sockets by inode number, one table per network namespace. Reading one takes milliseconds on a
 * busy host, so it is read again only if a socket is not in it, and not more than once a second.
 * Not thread-safe.
 */
final class SocketTables {
  private static final long MIN_AGE_NS = 1_000_000_000L;
  private static final int MAX_NAMESPACES = 1_024;

  private final Path root;
  private final Map<String, Table> tables =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Table> eldest) {
          return size() > MAX_NAMESPACES;
        }
      };

  SocketTables(Path root) {
    this.root = root;
  }

  /** A socket of a process; null if unknown. */
  @Nullable Descriptor find(int pid, long inode) {
    Path process = root.resolve(Integer.toString(pid));
    String namespace = ProcFile.link(process.resolve("ns/net"));
    if (namespace == null) {
      return null;
    }
    long now = System.nanoTime();
    Table table = tables.get(namespace);
    boolean missing = table == null || !table.sockets.containsKey(inode);
    if (missing && (table == null || now - table.readAt > MIN_AGE_NS)) {
      table = new Table(read(process.resolve("net")), now);
      tables.put(namespace, table);
    }
    return table == null ? null : table.sockets.get(inode);
  }

  private static Map<Long, Descriptor> read(Path net) {
    Map<Long, Descriptor> sockets = new HashMap<>();
    SocketFile.internet(net.resolve("tcp"), "tcp", sockets);
    SocketFile.internet(net.resolve("tcp6"), "tcp", sockets);
    SocketFile.internet(net.resolve("udp"), "udp", sockets);
    SocketFile.internet(net.resolve("udp6"), "udp", sockets);
    SocketFile.unix(net.resolve("unix"), sockets);
    return sockets;
  }

  private record Table(Map<Long, Descriptor> sockets, long readAt) {}
}
