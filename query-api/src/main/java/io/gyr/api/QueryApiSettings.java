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
        String postgresPassword) {}
