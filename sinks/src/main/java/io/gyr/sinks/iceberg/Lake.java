package io.gyr.sinks.iceberg;

import io.gyr.jobs.runtime.JobSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.flink.CatalogLoader;
import org.apache.iceberg.flink.TableLoader;

/** The Iceberg tables: a JDBC catalog, files in a warehouse, everything partitioned by time. */
public final class Lake {
  private static final String NAMESPACE = "gyr";
  private static final long TARGET_FILE_BYTES = 128L << 20;

  private final CatalogLoader catalogLoader;

  /** The lake of {@code settings}; connects when a table is asked for. */
  public Lake(JobSettings settings) {
    Map<String, String> properties = new HashMap<>();
    properties.put("catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog");
    properties.put("uri", settings.icebergCatalogUrl());
    properties.put("jdbc.user", settings.icebergCatalogUser());
    properties.put("jdbc.password", settings.icebergCatalogPassword());
    properties.put("jdbc.schema-version", "V1");
    properties.put("warehouse", settings.icebergWarehouse());
    catalogLoader =
        CatalogLoader.custom(
            "gyr", properties, new Configuration(), "org.apache.iceberg.jdbc.JdbcCatalog");
  }

  /** How Flink finds the table called {@code name}, which must exist. */
  public TableLoader loader(String name) {
    return TableLoader.fromCatalog(catalogLoader, TableIdentifier.of(NAMESPACE, name));
  }

  /** The table called {@code name}, with one partition a day. */
  Table table(String name, Schema schema, Map<String, String> properties) {
    return table(name, schema, PartitionSpec.builderFor(schema).day("time").build(), properties);
  }

  /**
   * The table called {@code name}; made with {@code schema} and {@code partitions} if missing.
   * Columns that a table made by an earlier version does not have are added to it.
   */
  Table table(
      String name, Schema schema, PartitionSpec partitions, Map<String, String> properties) {
    Catalog catalog = catalogLoader.loadCatalog();
    Namespace namespace = Namespace.of(NAMESPACE);
    SupportsNamespaces namespaces = (SupportsNamespaces) catalog;
    TableIdentifier identifier = TableIdentifier.of(namespace, name);
    try {
      if (!namespaces.namespaceExists(namespace)) {
        namespaces.createNamespace(namespace);
      }
      if (!catalog.tableExists(identifier)) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("format-version", "2");
        all.put("write.parquet.compression-codec", "zstd");
        all.put("write.target-file-size-bytes", Long.toString(TARGET_FILE_BYTES));
        all.put("write.metadata.delete-after-commit.enabled", "true");
        all.put("write.metadata.previous-versions-max", "20");
        return catalog.createTable(identifier, schema, partitions, all);
      }
    } catch (AlreadyExistsException e) {
      // Another job was quicker; the table is the same.
      return catalog.loadTable(identifier);
    }
    Table table = catalog.loadTable(identifier);
    if (!table.schema().sameSchema(schema)) {
      table.updateSchema().unionByNameWith(schema).commit();
    }
    return table;
  }
}
