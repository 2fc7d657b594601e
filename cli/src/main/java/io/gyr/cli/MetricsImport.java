package io.gyr.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.cli.exposition.ExpositionException;
import io.gyr.cli.exposition.ExpositionReader;
import io.gyr.cli.exposition.Sample;
import io.gyr.cli.exposition.WriteRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends the samples of a file to the API. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Import samples from a file of OpenMetrics text or of Prometheus's text format.",
      "",
      "A sample without a time is given that of the import. Samples of the last six hours can be",
      "imported; older ones are refused and counted, for their chunks can no longer be changed.",
      "With --backfill they are made into new ones; the samples of each series should be in the",
      "order of their times. Importing a file twice changes nothing. Exit status 1 if a sample was",
      "refused."
    },
    footer = {
      "",
      "Examples:",
      "  gyr metrics import recent.om",
      "  gyr metrics import --backfill last-year.om.gz",
      "  curl -s http://127.0.0.1:9100/metrics | gyr metrics import -"
    })
final class MetricsImport implements Callable<Integer> {
  private static final int SAMPLES_PER_REQUEST = 10_000;
  private static final int ATTEMPTS = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final long TELL_EVERY_NS = 2_000_000_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Installation installation = new Installation();

  @Parameters(paramLabel = "FILE", description = "The file, also gzipped; - for standard input")
  private String file = "-";

  @Option(
      names = "--backfill",
      description = "Also samples older than six hours, as far back as anything is kept")
  private boolean backfill;

  @Option(names = "--json", description = "As one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (InputStream input = open()) {
      SampleUpload upload = new SampleUpload(Api.of(installation), backfill, FIRST_PAUSE, ATTEMPTS);
      send(input, upload);
      if (json) {
        ObjectNode tree = new ObjectMapper().createObjectNode();
        tree.put("imported", upload.written()).put("refused", upload.refused());
        out.println(tree.put("reason", upload.reason()));
      } else {
        out.println("imported " + upload.written() + " samples");
        if (upload.refused() > 0) {
          out.println("refused " + upload.refused() + ", the first because: " + upload.reason());
        }
      }
      out.flush();
      return upload.refused() == 0 ? 0 : 1;
    } catch (IOException e) {
      throw Failure.wrongUse(file + " cannot be read: " + e.getMessage());
    }
  }

  private void send(InputStream input, SampleUpload upload) throws IOException {
    ExpositionReader reader =
        new ExpositionReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    long nowMs = System.currentTimeMillis();
    long toldNs = System.nanoTime();
    WriteRequest request = new WriteRequest();
    try {
      for (Sample sample = reader.next(); sample != null; sample = reader.next()) {
        String metric = sample.labels().getOrDefault("__name__", "");
        request.add(sample, reader.family(metric), sample.timeMs().orElse(nowMs));
        if (request.samples() == SAMPLES_PER_REQUEST) {
          upload.send(request);
          request = new WriteRequest();
          if (System.nanoTime() - toldNs > TELL_EVERY_NS) {
            toldNs = System.nanoTime();
            spec.commandLine().getErr().println(upload.written() + " samples");
          }
        }
      }
    } catch (ExpositionException e) {
      throw Failure.wrongUse(file + ":" + e.line() + ": " + e.getMessage() + "; " + upload.soFar());
    }
    if (request.samples() > 0) {
      upload.send(request);
    }
  }

  private InputStream open() throws IOException {
    InputStream raw = file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
    BufferedInputStream input = new BufferedInputStream(raw);
    input.mark(2);
    boolean gzip = input.read() == 0x1f && input.read() == 0x8b;
    input.reset();
    return gzip ? new GZIPInputStream(input) : input;
  }
}
