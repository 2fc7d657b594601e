package io.gyr.standalone.components;

import io.gyr.standalone.StandaloneSettings;
import io.gyr.standalone.process.Component;
import io.gyr.standalone.process.Java;
import io.gyr.standalone.process.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The REST API with its console. */
public final class QueryApi implements Component {
  private final StandaloneSettings settings;

  /** An API on the stores of {@code settings}. */
  public QueryApi(StandaloneSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "query-api";
  }

  @Override
  public List<String> after() {
    return List.of("kafka", "registry", "postgres", "opensearch", "cassandra");
  }

  private Path properties() {
    return settings.conf().resolve("query-api.properties");
  }

  @Override
  public void prepare() throws IOException {
    Secret.write(
        properties(),
        String.join(
            "\n",
            "api.port=" + settings.apiPort(),
            "api.token_file=" + settings.tokenFile(),
            "kafka.bootstrap=" + settings.kafkaBootstrap(),
            "registry.url=" + settings.registryUrl(),
            "opensearch.url=" + settings.opensearchUrl(),
            "cassandra.contact=127.0.0.1:" + settings.cassandraPort(),
            "postgres.url=" + Postgres.jdbcUrl(settings, "gyr"),
            "postgres.user=" + Postgres.USER,
            "postgres.password=" + Postgres.password(settings),
            settings.own("query-api")));
  }

  @Override
  public List<String> command() {
    try {
      return Java.component(
          "-Xmx512m",
          // The samples of a query are many and short-lived, and should die young.
          "-XX:NewRatio=1",
          "-XX:SurvivorRatio=3",
          "-Xss512k",
          "-Dgyr.dir=" + settings.dir(),
          "-cp",
          Java.classPath(settings.home(), "query-api"),
          "io.gyr.api.QueryApi",
          "--config",
          properties().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable String notReady() {
    return Probe.http(settings.apiUrl() + "/readyz");
  }

  @Override
  public String url() {
    return settings.apiUrl();
  }
}
