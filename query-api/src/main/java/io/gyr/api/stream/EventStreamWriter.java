package io.gyr.api.stream;

import io.gyr.api.events.EventJson;
import io.gyr.api.events.FeedEvent;
import io.gyr.api.http.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes server-sent events. Each one is flushed, because somebody waits for it. */
final class EventStreamWriter {
  private final OutputStream out;

  EventStreamWriter(OutputStream out) {
    this.out = out;
  }

  /** An event of the feed; its id is the cursor that the client comes back with. */
  void event(FeedEvent event) throws IOException {
    write(
        "id: "
            + event.cursor().encode()
            + "\nevent: event\ndata: "
            + Json.text(EventJson.write(event))
            + "\n\n");
  }

  /** A message about the stream itself. */
  void notice(String type, String reason) throws IOException {
    write("event: " + type + "\ndata: " + Json.text(Json.object().put("reason", reason)) + "\n\n");
  }

  /** A comment that shows both ends that the other one is there. */
  void heartbeat() throws IOException {
    write(":\n\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
