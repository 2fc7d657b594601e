package io.gyr.benchmarks.running;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for a Gyr of one's own. */
public final class FreePorts {
  /** Below what Linux gives to outgoing connections, so that none is taken while a part is down. */
  private static final int FIRST = 12_000;

  private static final int END = 32_000;

  private FreePorts() {}

  /** The first of {@code count} ports in a row that nobody listens on. */
  public static int block(int count) throws IOException {
    for (int attempt = 0; attempt < 100; attempt++) {
      int first = ThreadLocalRandom.current().nextInt(FIRST, END - count);
      if (allFree(first, count)) {
        return first;
      }
    }
    throw new IOException("no " + count + " free ports in a row");
  }

  private static boolean allFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
        socket.setReuseAddress(true);
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
