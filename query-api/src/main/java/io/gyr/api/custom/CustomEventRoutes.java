package io.gyr.api.custom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.api.events.EventJson;
import io.gyr.api.events.FeedEvent;
import io.gyr.api.http.Json;
import io.gyr.api.http.RequestBody;
import io.gyr.api.http.Routes;
import io.gyr.api.records.RecordTopic;
import io.gyr.api.stream.EventRecord;
import io.gyr.schemas.record.Event;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;

/** The routes that take custom events; they go to the topic like all others. */
public final class CustomEventRoutes implements Routes {
  private static final int MAX_BODY_BYTES = 64 << 10;
  private static final int CREATED = 201;

  private final RecordTopic<Event> topic;
  private final Clock clock;

  /** Publishes to {@code topic}; {@code clock} dates the events. */
  public CustomEventRoutes(RecordTopic<Event> topic, Clock clock) {
    this.topic = topic;
    this.clock = clock;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/api/events", this::post);
    routes.post("/api/v2/events", this::post);
  }

  private void post(Context context) {
    FeedEvent event =
        CustomEvent.read(
            Json.readRequest(RequestBody.bytes(context, MAX_BODY_BYTES)), clock.instant());
    topic.publish(event.id(), EventRecord.write(event));
    ObjectNode json = Json.object();
    json.set("event", EventJson.write(event));
    context.status(CREATED).contentType("application/json").result(Json.bytes(json));
  }
}
