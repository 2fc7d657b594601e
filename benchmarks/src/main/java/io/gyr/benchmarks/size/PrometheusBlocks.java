package io.gyr.benchmarks.size;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyr.benchmarks.Folder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a Prometheus has made blocks of, without the newest two to three hours, which it has in
 * memory and in a log.
 */
record PrometheusBlocks(int blocks, long samples, long bytes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Waits until there are blocks of at least {@code samples} and nothing is compacted any more.
   *
   * @param store folder of the time series database
   */
  static PrometheusBlocks await(Path store, long samples) throws IOException, InterruptedException {
    PrometheusBlocks before = now(store);
    int calm = 0;
    while (calm < 10) {
      Thread.sleep(2_000);
      PrometheusBlocks after = now(store);
      calm = after.equals(before) && after.samples >= samples ? calm + 1 : 0;
      before = after;
    }
    return before;
  }

  private static PrometheusBlocks now(Path store) throws IOException {
    int blocks = 0;
    long samples = 0;
    long bytes = 0;
    try (Stream<Path> folders = Files.list(store)) {
      for (Path block : folders.toList()) {
        Path meta = block.resolve("meta.json");
        if (!Files.exists(meta)) {
          continue;
        }
        try {
          JsonNode stats = JSON.readTree(meta.toFile()).path("stats");
          bytes += Folder.size(block);
          samples += stats.path("numSamples").asLong();
          blocks++;
        } catch (FileNotFoundException | NoSuchFileException e) {
          continue; // Compacted into another one meanwhile.
        }
      }
    }
    return new PrometheusBlocks(blocks, samples, bytes);
  }
}
