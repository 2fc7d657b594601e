package io.gyr.api.config;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The configuration database with its schema up to date. Thread-safe. */
public final class Database implements AutoCloseable {
  private static final int CONNECTIONS = 8;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int PING_SECONDS = 1;

  private final HikariDataSource dataSource;
  private final Jdbi jdbi;

  /**
   * Connects and brings the schema up to date.
   *
   * @param url JDBC address
   * @param user its user
   * @param password its password, empty for none
   * @throws RuntimeException if it cannot be reached or its schema is newer than this program
   */
  public Database(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT.toMillis());
    config.setPoolName("configuration");
    dataSource = new HikariDataSource(config);
    Flyway.configure(getClass().getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:db/migration")
        .load()
        .migrate();
    jdbi = Jdbi.create(dataSource);
  }

  /** Runs statements. */
  public Jdbi jdbi() {
    return jdbi;
  }

  /** Null if the database answers, else what is wrong. */
  public @Nullable String check() {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(PING_SECONDS) ? null : "the configuration database does not answer";
    } catch (SQLException e) {
      return "the configuration database cannot be reached";
    }
  }

  @Override
  public void close() {
    dataSource.close();
  }
}
