package io.gyr.cli;

import io.gyr.rules.Evaluator;
import io.gyr.rules.MatchSink;
import io.gyr.rules.field.json.JsonEvents;
import io.gyr.rules.field.json.JsonSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of JSON events. Its alerts name this host, as Falco's name the one that it runs on. */
final class JsonInput implements EventInput {
  private final Path file;
  private final JsonSource source;
  private final String hostname = localHostname();

  JsonInput(Path file, JsonSource source) {
    this.file = file;
    this.source = source;
  }

  @Override
  public String source() {
    return source.fields().name();
  }

  @Override
  public List<String> extraFields() {
    return List.of("evt.num");
  }

  @Override
  public String hostname() {
    return hostname;
  }

  @Override
  public Reading run(Evaluator evaluator, MatchSink sink) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      JsonEvents.Reading reading =
          JsonEvents.read(in, source, event -> evaluator.evaluate(event, sink));
      List<String> problems = new ArrayList<>();
      reading.problems().forEach(problem -> problems.add(file + ": " + problem));
      if (reading.skipped() > problems.size()) {
        problems.add(file + ": " + reading.skipped() + " documents skipped in all");
      }
      return new Reading(reading.events(), problems);
    } catch (NoSuchFileException e) {
      throw new IOException(file + " is not there", e);
    }
  }

  private static String localHostname() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
