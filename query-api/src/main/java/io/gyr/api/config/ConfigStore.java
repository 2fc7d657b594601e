package io.gyr.api.config;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Rule files and alerts in the configuration database. Thread-safe. */
public final class ConfigStore {
  private final Jdbi jdbi;

  /** Keeps them in the tables of {@link Database}. */
  public ConfigStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** All of a kind, in the order of their names. */
  public List<ConfigFile> list(ConfigKind kind) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from <table> order by name collate \"C\"")
                .define("table", kind.table())
                .map(ConfigStore::read)
                .list());
  }

  /** The one called {@code name}. */
  public Optional<ConfigFile> find(ConfigKind kind, String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from <table> where name = :name")
                .define("table", kind.table())
                .bind("name", name)
                .map(ConfigStore::read)
                .findOne());
  }

  /** Stores it, in place of an earlier one of the same name. */
  public ConfigFile put(ConfigKind kind, String name, String content) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    insert into <table> (name, version, content) values (:name, :version, :content)
                    on conflict (name) do update
                    set version = :version, content = :content, updated = now()
                    returning *""")
                .define("table", kind.table())
                .bind("name", name)
                .bind("version", ConfigFile.versionOf(content))
                .bind("content", content)
                .map(ConfigStore::read)
                .one());
  }

  /** Removes it; nothing happens if it is not there. */
  public void delete(ConfigKind kind, String name) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from <table> where name = :name")
                .define("table", kind.table())
                .bind("name", name)
                .execute());
  }

  private static ConfigFile read(ResultSet row, StatementContext context) throws SQLException {
    return new ConfigFile(
        row.getString("name"),
        row.getString("version"),
        row.getString("content"),
        row.getObject("updated", OffsetDateTime.class).toInstant());
  }
}
