package io.gyr.cli;

import io.gyr.capture.CaptureReader;
import io.gyr.rules.Evaluator;
import io.gyr.rules.Event;
import io.gyr.rules.MatchSink;
import io.gyr.scap.ScapException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A capture file. Its alerts name the host that it is from. */
final class CaptureInput implements EventInput {
  private final Path file;
  private String hostname = "";

  CaptureInput(Path file) {
    this.file = file;
  }

  @Override
  public String source() {
    return "syscall";
  }

  @Override
  public List<String> extraFields() {
    return List.of("container.id", "evt.num", "thread.tid");
  }

  @Override
  public String hostname() {
    return hostname;
  }

  @Override
  public Reading run(Evaluator evaluator, MatchSink sink) throws IOException {
    try (CaptureReader capture = CaptureReader.open(file)) {
      Event event = capture.event();
      try {
        while (capture.next()) {
          if (evaluator.wants(event.type())) {
            hostname = capture.machine().hostname();
            evaluator.evaluate(event, sink);
          }
        }
      } catch (ScapException e) {
        return new Reading(capture.given(), List.of(file + ": " + e.getMessage()));
      }
      return new Reading(capture.given(), List.of());
    } catch (NoSuchFileException e) {
      throw new IOException(file + " is not there", e);
    }
  }
}
