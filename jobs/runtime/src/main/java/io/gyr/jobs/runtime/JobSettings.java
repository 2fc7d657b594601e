package io.gyr.jobs.runtime;

import io.gyr.component.Setting;
import java.io.Serializable;

/** Settings of every job; one file serves all of them. */
public record JobSettings(
    @Setting(key = "kafka.bootstrap", description = "host:port of Kafka brokers, comma separated")
        String kafkaBootstrap,
    @Setting(key = "registry.url", description = "Base address of the Schema Registry")
        String registryUrl,
    @Setting(
            key = "job.checkpoint_dir",
            description = "URI of the folder for checkpoints; each job uses a folder of its name")
        String checkpointDir,
    @Setting(
            key = "job.checkpoint_interval_ms",
            defaultValue = "10000",
            description = "Time between two checkpoints of a job")
        long checkpointIntervalMs,
    @Setting(key = "job.parallelism", defaultValue = "1", description = "Subtasks per operator")
        int parallelism,
    @Setting(
            key = "job.watermark_delay_ms",
            defaultValue = "5000",
            description = "How far samples may be out of order before a window is first closed")
        long watermarkDelayMs,
    @Setting(
            key = "job.idle_partition_ms",
            defaultValue = "60000",
            description = "How long a partition without records holds up the watermark")
        long idlePartitionMs,
    @Setting(
            key = "cassandra.contact",
            defaultValue = "127.0.0.1:9042",
            description = "host:port of one Cassandra node")
        String cassandraContact,
    @Setting(
            key = "cassandra.datacenter",
            defaultValue = "datacenter1",
            description = "Local data centre of the Cassandra cluster")
        String cassandraDatacenter,
    @Setting(
            key = "metrics.retention",
            defaultValue = "",
            description =
                "How long chunks of metrics stay, by what names begin with, where not as long as by"
                    + " default: node_ full=12h 1h=400d; container_ 1m=5d")
        String metricsRetention,
    @Setting(
            key = "metrics.flush_ms",
            defaultValue = "15000",
            description =
                "How long a sample may wait until queries see it; half as long takes twice as many"
                    + " writes")
        long metricsFlushMs,
    @Setting(
            key = "metrics.max_series",
            defaultValue = "0",
            description =
                "Series of all in use at a time, new ones beyond are refused; 0: no limit. One takes"
                    + " up to 13 KB of the job's memory")
        int metricsMaxSeries,
    @Setting(
            key = "metrics.max_series_per_agent",
            defaultValue = "100000",
            description =
                "Series of one agent in use at a time, new ones beyond are refused; 0: no limit")
        int metricsMaxSeriesPerAgent,
    @Setting(
            key = "metrics.max_series_per_metric",
            defaultValue = "200000",
            description =
                "Series of one metric in use at a time, new ones beyond are refused; 0: no limit")
        int metricsMaxSeriesPerMetric,
    @Setting(
            key = "metrics.max_series_per_team",
            defaultValue = "0",
            description =
                "Series of one team in use at a time, new ones beyond are refused; 0: no limit")
        int metricsMaxSeriesPerTeam,
    @Setting(
            key = "metrics.team_label",
            defaultValue = "team",
            description =
                "Label that says whose a series is; without it its k8s_namespace_name does")
        String metricsTeamLabel,
    @Setting(
            key = "opensearch.url",
            defaultValue = "http://127.0.0.1:9200",
            description = "Base address of OpenSearch")
        String opensearchUrl,
    @Setting(
            key = "iceberg.catalog_url",
            defaultValue = "",
            description = "JDBC address of Iceberg's catalog")
        String icebergCatalogUrl,
    @Setting(
            key = "iceberg.catalog_user",
            defaultValue = "gyr",
            description = "Role at the catalog's database")
        String icebergCatalogUser,
    @Setting(
            key = "iceberg.catalog_password",
            defaultValue = "",
            description = "Password of that role",
            secret = true)
        String icebergCatalogPassword,
    @Setting(
            key = "iceberg.warehouse",
            defaultValue = "",
            description = "URI of the folder that holds the tables")
        String icebergWarehouse,
    @Setting(
            key = "iceberg.commit_interval_ms",
            defaultValue = "60000",
            description = "Time between two commits to Iceberg tables")
        long icebergCommitIntervalMs,
    @Setting(
            key = "metrics.iceberg",
            defaultValue = "aggregates",
            description =
                "What of metrics goes into Iceberg: off, aggregates of hours and days, or all")
        String metricsIceberg,
    @Setting(
            key = "rules.matching",
            defaultValue = "all",
            description = "Which rules fire that match one record: all, or the first in the files")
        String rulesMatching,
    @Setting(
            key = "rules.flood_window_ms",
            defaultValue = "300000",
            description = "After a first alert, the like of it are summed up for so long; 0: never")
        long rulesFloodWindowMs,
    @Setting(
            key = "rules.flood_key",
            defaultValue = "container.id,user.name,proc.cmdline",
            description =
                "Fields that make two alerts of one rule on one host alike, comma separated")
        String rulesFloodKey)
    implements Serializable {}
