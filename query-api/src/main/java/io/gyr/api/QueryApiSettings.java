package io.gyr.api;

import io.gyr.component.Setting;
import java.nio.file.Path;

/**
 * Settings of the query API.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for any free one
 * @param tokenFile where the first token goes
 * @param maxStreams how many live streams may be open at once
 * @param opensearchUrl base of OpenSearch, without a slash at the end
 * @param opensearchTimeoutMs longest wait for one answer of OpenSearch, milliseconds
 * @param kafkaBootstrap brokers as host:port, comma separated
 * @param registryUrl base of the schema registry's Confluent-compatible API
 * @param postgresUrl JDBC address of the configuration database
 * @param postgresUser its user
 * @param postgresPassword its password, empty for none
 * @param cassandraContact host:port of one node of Cassandra
 * @param cassandraDatacenter the local data centre
 * @param metricsRetention how long classes of metrics are kept, as the jobs have it
 * @param maxIndexedSeries series in all indexes of labels together
 * @param maxQueries PromQL queries that run at once
 * @param queryTimeoutMs longest time of one, milliseconds
 * @param queryMaxSamples samples that one may read
 * @param queryMaxSeries series that one may select
 * @param lookbackMs how old a sample may be to count as the present one, milliseconds
 * @param promqlFeatures feature flags of Prometheus that are on
 * @param ruleIntervalMs milliseconds between evaluations of groups of rules that do not say it
 * @param ruleQueryOffsetMs how many milliseconds their queries look back if they do not say it
 * @param maxRuleGroups groups that are evaluated at once
 */
public record QueryApiSettings(
    @Setting(key = "api.host", defaultValue = "127.0.0.1", description = "Address to listen on")
        String host,
    @Setting(key = "api.port", defaultValue = "8080", description = "Port to listen on, 0 for any")
        int port,
    @Setting(
            key = "api.token_file",
            defaultValue = "token",
            description = "File that receives the first token when there is none yet, mode 600")
        Path tokenFile,
    @Setting(
            key = "api.max_streams",
            defaultValue = "64",
            description = "Live event streams that may be open at once")
        int maxStreams,
    @Setting(
            key = "opensearch.url",
            defaultValue = "http://127.0.0.1:9200",
            description = "Base address of OpenSearch")
        String opensearchUrl,
    @Setting(
            key = "opensearch.timeout_ms",
            defaultValue = "10000",
            description = "Longest wait for one answer of OpenSearch, in milliseconds")
        int opensearchTimeoutMs,
    @Setting(
            key = "kafka.bootstrap",
            defaultValue = "127.0.0.1:9092",
            description = "Kafka brokers as host:port, comma separated")
        String kafkaBootstrap,
    @Setting(
            key = "registry.url",
            defaultValue = "http://127.0.0.1:8081/apis/ccompat/v7",
            description = "Base address of the schema registry's Confluent-compatible API")
        String registryUrl,
    @Setting(
            key = "postgres.url",
            defaultValue = "jdbc:postgresql://127.0.0.1:5432/gyr",
            description = "JDBC address of the configuration database")
        String postgresUrl,
    @Setting(
            key = "postgres.user",
            defaultValue = "postgres",
            description = "User of the configuration database")
        String postgresUser,
    @Setting(
            key = "postgres.password",
            defaultValue = "",
            description = "Password of that user, empty for none",
            secret = true)
        String postgresPassword,
    @Setting(
            key = "cassandra.contact",
            defaultValue = "127.0.0.1:9042",
            description = "One node of Cassandra as host:port")
        String cassandraContact,
    @Setting(
            key = "cassandra.datacenter",
            defaultValue = "datacenter1",
            description = "Local data centre of Cassandra")
        String cassandraDatacenter,
    @Setting(
            key = "metrics.retention",
            defaultValue = "",
            description = "Retention of classes of metrics, the same as of the jobs")
        String metricsRetention,
    @Setting(
            key = "metrics.max_indexed_series",
            defaultValue = "3000000",
            description = "Series that all indexes of labels may hold together")
        int maxIndexedSeries,
    @Setting(
            key = "promql.max_concurrent",
            defaultValue = "20",
            description = "PromQL queries that run at once; more wait, then get 503")
        int maxQueries,
    @Setting(
            key = "promql.timeout_ms",
            defaultValue = "120000",
            description = "Longest time of one PromQL query, in milliseconds")
        int queryTimeoutMs,
    @Setting(
            key = "promql.max_samples",
            defaultValue = "200000000",
            description = "Samples that one PromQL query may read")
        long queryMaxSamples,
    @Setting(
            key = "promql.max_series",
            defaultValue = "500000",
            description = "Series that one PromQL query may select")
        int queryMaxSeries,
    @Setting(
            key = "promql.lookback_ms",
            defaultValue = "300000",
            description = "How old a sample may be to count as the present one, in milliseconds")
        int lookbackMs,
    @Setting(
            key = "promql.features",
            defaultValue = "",
            description = "Feature flags of Prometheus to switch on, comma separated")
        String promqlFeatures,
    @Setting(
            key = "rules.interval_ms",
            defaultValue = "60000",
            description = "Time between evaluations of groups that do not say it, in milliseconds")
        int ruleIntervalMs,
    @Setting(
            key = "rules.query_offset_ms",
            defaultValue = "30000",
            description = "How far back rules look, for the store to have it all, in milliseconds")
        int ruleQueryOffsetMs,
    @Setting(
            key = "rules.max_concurrent",
            defaultValue = "4",
            description = "Groups of rules that are evaluated at once")
        int maxRuleGroups) {}
