package io.gyr.benchmarks.account;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.sinks.cassandra.CassandraSession;
import io.gyr.sinks.iceberg.EventTable;
import io.gyr.sinks.iceberg.HighestSequences;
import io.gyr.sinks.iceberg.Lake;
import io.gyr.sinks.iceberg.SyscallTable;
import io.gyr.sinks.opensearch.EventIndex;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** What the stores hold, read with clients of their own and not through the jobs or the API. */
final class Stores {
  private static final int PAGE = 5_000;

  private final JobSettings settings;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  Stores(JobSettings settings) {
    this.settings = settings;
  }

  /** Every row of the Iceberg table of system calls. */
  Identities archivedSyscalls() throws IOException {
    Identities identities = new Identities();
    Table table = SyscallTable.in(new Lake(settings));
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).select("host_id", "agent_epoch_ns", "sequence").build()) {
      for (Record row : rows) {
        identities.add(
            (String) row.getField("host_id"),
            (Long) row.getField("agent_epoch_ns"),
            (Long) row.getField("sequence"));
      }
    }
    return identities;
  }

  /** How far the Iceberg table of system calls has come, -1 if it is empty. */
  long highestArchived() {
    return HighestSequences.of(SyscallTable.in(new Lake(settings)), Duration.ofDays(1))
        .values()
        .stream()
        .mapToLong(HighestSequences.Place::sequence)
        .max()
        .orElse(-1);
  }

  /** The id of every row of the Iceberg table of events. */
  List<String> archivedEvents() throws IOException {
    List<String> ids = new ArrayList<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(EventTable.in(new Lake(settings))).select("id", "time").build()) {
      for (Record row : rows) {
        ids.add((String) row.getField("id"));
      }
    }
    return ids;
  }

  /** The id of every document of OpenSearch's events. */
  List<String> indexedEvents() throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    String after = "";
    while (true) {
      String body =
          "{\"size\":"
              + PAGE
              + ",\"_source\":false,\"fields\":[\"id\"],\"sort\":[{\"id\":\"asc\"},{\"_doc\":\"asc\"}]"
              + (after.isEmpty() ? "" : ",\"search_after\":" + after)
              + "}";
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(settings.opensearchUrl() + "/" + EventIndex.PATTERN + "/_search"))
              .header("Content-Type", "application/json")
              .timeout(Duration.ofSeconds(30))
              .POST(BodyPublishers.ofString(body))
              .build();
      HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
      JsonNode hits = json.readTree(answer.body()).path("hits").path("hits");
      if (answer.statusCode() != 200) {
        throw new IOException("OpenSearch answered " + new String(answer.body(), UTF_8));
      }
      for (JsonNode hit : hits) {
        ids.add(hit.path("fields").path("id").path(0).asText());
        after = hit.path("sort").toString();
      }
      if (hits.size() < PAGE) {
        return ids;
      }
    }
  }

  /** Every sample at full resolution, as {@link #sample} names it. */
  List<String> storedSamples() throws IOException {
    try (CqlSession session =
        CassandraSession.open(settings.cassandraContact(), settings.cassandraDatacenter())) {
      return new StoredSamples().read(session);
    }
  }

  /** One name for a sample wherever it is. */
  static String sample(String series, long timeMs) {
    return series + "@" + timeMs;
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;
}
