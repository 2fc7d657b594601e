package io.gyr.sinks.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.net.InetSocketAddress;
import java.time.Duration;

/** How Gyr connects to Cassandra. */
public final class CassandraSession {
  private CassandraSession() {}

  /**
   * Connects.
   *
   * @param contact host:port of one node
   * @param datacenter the local data centre
   */
  public static CqlSession open(String contact, String datacenter) {
    int colon = contact.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("'" + contact + "': expected host:port");
    }
    // The driver's own two seconds fail on the first table of a fresh node.
    DriverConfigLoader configuration =
        DriverConfigLoader.programmaticBuilder()
            .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(10))
            .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(10))
            .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(10))
            .withBoolean(DefaultDriverOption.REQUEST_WARN_IF_SET_KEYSPACE, false)
            .build();
    return CqlSession.builder()
        .addContactPoint(
            new InetSocketAddress(
                contact.substring(0, colon), Integer.parseInt(contact.substring(colon + 1))))
        .withLocalDatacenter(datacenter)
        .withConfigLoader(configuration)
        .withClassLoader(CqlSession.class.getClassLoader())
        .build();
  }
}
