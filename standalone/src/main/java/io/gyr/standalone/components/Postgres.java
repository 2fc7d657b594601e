package io.gyr.standalone.components;

import io.gyr.standalone.StandaloneSettings;
import io.gyr.standalone.process.Component;
import io.gyr.standalone.process.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL with two databases: {@code gyr} for configuration, {@code iceberg} for the catalog of
 * the tables. PostgreSQL refuses to run as root; there it gets a user namespace of its own, in
 * which it is nobody special.
 */
public final class Postgres implements Component {
  /** Name of the only role. */
  public static final String USER = "gyr";

  private final StandaloneSettings settings;

  /** A server with the port and folders of {@code settings}. */
  public Postgres(StandaloneSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public List<String> after() {
    return List.of();
  }

  /** JDBC address of one of the databases. */
  public static String jdbcUrl(StandaloneSettings settings, String database) {
    return "jdbc:postgresql://127.0.0.1:" + settings.postgresPort() + "/" + database;
  }

  /** Password of {@link #USER}. */
  public static String password(StandaloneSettings settings) throws IOException {
    return Secret.in(settings.conf().resolve("postgres.password"));
  }

  private Path programs() {
    return settings.data("postgres").resolve("programs");
  }

  private Path data() {
    return settings.data("postgres").resolve("data");
  }

  @Override
  public void prepare() throws IOException {
    PostgresPrograms.unpack(programs());
    password(settings);
    if (!Files.exists(data().resolve("PG_VERSION"))) {
      PostgresPrograms.run(
          asNobodySpecial(
              List.of(
                  programs().resolve("bin/initdb").toString(),
                  "-D",
                  data().toString(),
                  "-U",
                  USER,
                  "--auth=scram-sha-256",
                  "--pwfile=" + settings.conf().resolve("postgres.password"),
                  "--encoding=UTF8",
                  "--locale=C")));
    }
  }

  @Override
  public List<String> command() {
    return asNobodySpecial(
        List.of(
            programs().resolve("bin/postgres").toString(),
            "-D",
            data().toString(),
            "-p",
            Integer.toString(settings.postgresPort()),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "shared_buffers=32MB",
            "-c",
            "max_connections=40"));
  }

  private static List<String> asNobodySpecial(List<String> command) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    List<String> wrapped = new ArrayList<>(List.of("unshare", "-U"));
    wrapped.addAll(command);
    return wrapped;
  }

  @Override
  public @Nullable String notReady() {
    String closed = Probe.tcp(settings.postgresPort());
    if (closed != null) {
      return closed;
    }
    try (Connection connection = connect()) {
      return connection.isValid(2) ? null : "for an answer";
    } catch (SQLException | IOException e) {
      return e.getMessage();
    }
  }

  @Override
  public void started() throws IOException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String database : List.of("gyr", "iceberg")) {
        String query = "SELECT 1 FROM pg_database WHERE datname = '" + database + "'";
        boolean exists;
        try (ResultSet found = statement.executeQuery(query)) {
          exists = found.next();
        }
        if (!exists) {
          statement.execute("CREATE DATABASE " + database);
        }
      }
    } catch (SQLException e) {
      throw new IOException("databases could not be created: " + e.getMessage(), e);
    }
  }

  private Connection connect() throws SQLException, IOException {
    return DriverManager.getConnection(jdbcUrl(settings, "postgres"), USER, password(settings));
  }

  @Override
  public String url() {
    return jdbcUrl(settings, "gyr");
  }
}
