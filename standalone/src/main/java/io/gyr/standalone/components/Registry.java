package io.gyr.standalone.components;

import io.gyr.standalone.StandaloneSettings;
import io.gyr.standalone.process.Component;
import io.gyr.standalone.process.Java;
import io.gyr.standalone.process.Probe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Apicurio, a Schema Registry with Confluent's API that keeps its schemas in Kafka. */
public final class Registry implements Component {
  private final StandaloneSettings settings;

  /** A registry on the Kafka of {@code settings}. */
  public Registry(StandaloneSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "registry";
  }

  @Override
  public List<String> after() {
    return List.of("kafka");
  }

  @Override
  public void prepare() {}

  @Override
  public List<String> command() {
    return Java.component(
        "-Xmx256m",
        "-XX:TieredStopAtLevel=1",
        "-Dgyr.dir=" + settings.dir(),
        "-Dquarkus.http.host=127.0.0.1",
        "-Dquarkus.http.port=" + settings.registryPort(),
        "-Dquarkus.log.level=WARN",
        "-Dapicurio.storage.kind=kafkasql",
        "-Dapicurio.kafkasql.bootstrap.servers=" + settings.kafkaBootstrap(),
        "-jar",
        settings
            .home()
            .resolve("standalone/components/registry/target/apicurio")
            .resolve("apicurio-registry-app-3.0.9-runner.jar")
            .toString());
  }

  @Override
  public @Nullable String notReady() {
    return Probe.http(settings.registryUrl() + "/subjects");
  }

  @Override
  public String url() {
    return settings.registryUrl();
  }
}
