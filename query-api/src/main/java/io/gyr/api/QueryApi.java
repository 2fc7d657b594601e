package io.gyr.api;

import io.gyr.api.auth.BearerAuth;
import io.gyr.api.auth.Token;
import io.gyr.api.auth.TokenFile;
import io.gyr.api.auth.TokenStore;
import io.gyr.api.cardinality.CardinalityRoutes;
import io.gyr.api.cardinality.RefusedSeriesReader;
import io.gyr.api.config.ConfigCheck;
import io.gyr.api.config.ConfigKind;
import io.gyr.api.config.ConfigRoutes;
import io.gyr.api.config.ConfigStore;
import io.gyr.api.config.Configuration;
import io.gyr.api.config.ControlTopic;
import io.gyr.api.config.Database;
import io.gyr.api.config.FirstConfiguration;
import io.gyr.api.config.RuleStatusRoutes;
import io.gyr.api.config.StatusTopic;
import io.gyr.api.custom.CustomEventRoutes;
import io.gyr.api.events.EventIndex;
import io.gyr.api.events.EventRoutes;
import io.gyr.api.exemplar.ExemplarStore;
import io.gyr.api.http.OpenApiRoutes;
import io.gyr.api.http.PageRoutes;
import io.gyr.api.http.SystemRoutes;
import io.gyr.api.http.WebServer;
import io.gyr.api.ingest.MemoryBudget;
import io.gyr.api.ingest.MetricFamilies;
import io.gyr.api.ingest.SampleTopic;
import io.gyr.api.opensearch.OpenSearch;
import io.gyr.api.otlp.OtlpRoutes;
import io.gyr.api.prometheus.PrometheusRoutes;
import io.gyr.api.prometheus.QueryOptions;
import io.gyr.api.prometheus.rules.RuleEngine;
import io.gyr.api.prometheus.rules.RuleOptions;
import io.gyr.api.prometheus.store.MetricStore;
import io.gyr.api.records.RecordTopic;
import io.gyr.api.remotewrite.WriteRoutes;
import io.gyr.api.stream.EventTopicReader;
import io.gyr.api.stream.LiveFeed;
import io.gyr.api.stream.StreamRoutes;
import io.gyr.component.HealthChecks;
import io.gyr.component.Settings;
import io.gyr.component.SettingsException;
import io.gyr.component.StageMetrics;
import io.gyr.schemas.Topic;
import io.gyr.schemas.registry.SchemaRegistry;
import io.gyr.sinks.cassandra.chunk.Retentions;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The query API as a process: {@code QueryApi [--config FILE] [key=value ...]}. It needs its
 * database to start; OpenSearch, Kafka and the registry may come later and go.
 */
public final class QueryApi implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueryApi.class);
  private static final int WRONG_USE = 2;
  private static final int NOT_THERE = 3;

  /** How soon a new series can be found. */
  private static final Duration NEW_SERIES = Duration.ofSeconds(3);

  private final Database database;
  private final Producer<String, byte[]> producer;
  private final Producer<byte[], byte[]> sampleProducer;
  private final EventTopicReader reader;
  private final MetricStore metrics;
  private final RuleEngine rules;
  private final Republisher republisher;
  private final WebServer server;

  /**
   * Starts everything.
   *
   * @throws IOException if the first token cannot be handed over
   * @throws RuntimeException if the database is not there or the address is taken
   */
  public QueryApi(QueryApiSettings settings) throws IOException {
    Clock clock = Clock.systemUTC();
    PrometheusRegistry registry = new PrometheusRegistry();
    HealthChecks health = new HealthChecks();

    database =
        new Database(settings.postgresUrl(), settings.postgresUser(), settings.postgresPassword());
    health.add("postgres", database::check);
    TokenStore tokens = new TokenStore(database.jdbi());
    ConfigStore store = new ConfigStore(database.jdbi());
    if (tokens.isEmpty()) {
      FirstConfiguration.store(store);
      handOverFirstToken(tokens, settings);
    }

    OpenSearch openSearch =
        new OpenSearch(settings.opensearchUrl(), Duration.ofMillis(settings.opensearchTimeoutMs()));
    health.add("opensearch", openSearch::check);
    EventIndex index = new EventIndex(openSearch);

    SchemaRegistry schemas = new SchemaRegistry(settings.registryUrl());
    producer = KafkaProducers.create(settings.kafkaBootstrap());
    LiveFeed feed = new LiveFeed(settings.maxStreams(), registry);
    StageMetrics feedMetrics = new StageMetrics(registry, "live_feed");
    reader = new EventTopicReader(settings.kafkaBootstrap(), schemas, feed, feedMetrics);
    health.add("kafka", reader::check);

    QueryOptions queries =
        QueryOptions.of(
            settings.maxQueries(),
            Duration.ofMillis(settings.queryTimeoutMs()),
            settings.queryMaxSamples(),
            settings.queryMaxSeries(),
            Duration.ofMillis(settings.lookbackMs()),
            settings.promqlFeatures());
    Retentions retentions = Retentions.parse(settings.metricsRetention());
    metrics =
        new MetricStore(
            settings.cassandraContact(),
            settings.cassandraDatacenter(),
            retentions,
            settings.maxIndexedSeries(),
            NEW_SERIES,
            clock);
    health.add("cassandra", metrics::check);
    sampleProducer = KafkaProducers.forSamples(settings.kafkaBootstrap());
    MetricFamilies families = new MetricFamilies();
    ExemplarStore exemplars = new ExemplarStore();
    SampleTopic samples =
        new SampleTopic(
            sampleProducer, schemas, feedMetrics.ofStage("metrics_in"), clock, retentions);
    MemoryBudget memory = new MemoryBudget(Runtime.getRuntime().maxMemory() / 4);

    Configuration configuration =
        new Configuration(
            store, new ControlTopic(new RecordTopic<>(Topic.CONTROL, producer, schemas), clock));
    ConfigCheck check = new ConfigCheck(store, queries.engine().parser());
    rules =
        new RuleEngine(
            new RuleOptions(
                settings.ruleIntervalMs(),
                settings.ruleQueryOffsetMs(),
                settings.maxRuleGroups(),
                queries.engine(),
                queries.limits(),
                queries.memory()),
            () -> store.list(ConfigKind.PROMETHEUS_RULES),
            () -> metrics.source((int) queries.limits().series()),
            new SampleTopic(
                sampleProducer, schemas, feedMetrics.ofStage("rule_results"), clock, retentions),
            registry,
            clock);

    server =
        new WebServer(
            settings.host(),
            settings.port(),
            List.of(
                new BearerAuth(tokens),
                new StreamRoutes(feed, index, clock),
                new EventRoutes(index, clock),
                new CustomEventRoutes(new RecordTopic<>(Topic.EVENTS, producer, schemas), clock),
                new WriteRoutes(samples, families, exemplars, memory),
                new OtlpRoutes(samples, families, exemplars, memory),
                // Before the files by name: a file cannot be called status.
                new RuleStatusRoutes(
                    store, new StatusTopic(settings.kafkaBootstrap(), schemas)::read),
                new ConfigRoutes(ConfigKind.RULES, store, configuration, check),
                new ConfigRoutes(ConfigKind.ALERTS, store, configuration, check),
                new ConfigRoutes(ConfigKind.PROMETHEUS_RULES, store, configuration, check),
                new PrometheusRoutes(metrics, families, exemplars, queries, rules::status, clock),
                new CardinalityRoutes(
                    metrics, new RefusedSeriesReader(settings.kafkaBootstrap(), schemas), clock),
                new OpenApiRoutes(),
                new SystemRoutes(health, registry),
                new PageRoutes()));
    republisher = new Republisher(configuration);
    LOG.info("Listens on http://{}:{}", settings.host(), server.port());
  }

  private static void handOverFirstToken(TokenStore tokens, QueryApiSettings settings)
      throws IOException {
    String token = Token.create();
    // The file first: a token that is valid but nobody has would keep the next start from trying.
    TokenFile.write(settings.tokenFile(), token);
    tokens.put("first", token);
    LOG.info("The first token is in {}", settings.tokenFile());
  }

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  /** Every method and path that it answers. */
  List<String> routes() {
    return server.routes();
  }

  @Override
  public void close() {
    republisher.close();
    server.close();
    rules.close();
    try {
      reader.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(Duration.ofSeconds(2));
    metrics.close();
    sampleProducer.close(Duration.ofSeconds(2));
    database.close();
  }

  /** Runs until the process is told to end. Exits 2 for wrong settings, 3 if it cannot start. */
  public static void main(String[] arguments) {
    try {
      QueryApi api = new QueryApi(Settings.fromArguments(QueryApiSettings.class, arguments));
      Runtime.getRuntime().addShutdownHook(new Thread(api::close, "shutdown"));
    } catch (SettingsException e) {
      System.err.println(e.getMessage());
      System.exit(WRONG_USE);
    } catch (IOException | RuntimeException e) {
      LOG.error("Cannot start", e);
      System.exit(NOT_THERE);
    }
  }
}
