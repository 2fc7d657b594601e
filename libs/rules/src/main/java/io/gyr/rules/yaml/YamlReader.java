package io.gyr.rules.yaml;

import io.gyr.rules.yaml.PlacedText.Place;
import io.gyr.rules.yaml.YamlValue.Entry;
import io.gyr.rules.yaml.YamlValue.Mapping;
import io.gyr.rules.yaml.YamlValue.Scalar;
import io.gyr.rules.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML from its events into values that know their place. An alias is the value of its
 * anchor; since a value can be reached by many aliases of aliases, what counts against the limit is
 * what a reader of the tree would see.
 */
public final class YamlReader {

  private static final int MAX_DEPTH = 32;
  private static final int MAX_VALUES = 200_000;

  /**
   * The scanner copies all that it looks ahead with every buffer that it reads, so buffers are
   * large.
   */
  private static final int BUFFER_SIZE = 128 * 1024;

  /** A value and how many values a reader of it sees. */
  private record Sized(YamlValue value, int size) {}

  private final SourceText source;
  private final Map<Anchor, Sized> anchors = new HashMap<>();
  private Iterator<Event> events = List.<Event>of().iterator();
  private int seen;

  private YamlReader(SourceText source) {
    this.source = source;
  }

  /**
   * Reads the documents of a file; an empty file has none.
   *
   * @throws YamlException naming the first place where the text is no YAML, or too much of it
   */
  public static List<YamlValue> read(SourceText source) throws YamlException {
    YamlReader reader = new YamlReader(source);
    try {
      return reader.documents();
    } catch (MarkedYamlEngineException e) {
      String context = e.getContext() == null ? "" : ", " + e.getContext();
      throw new YamlException(
          reader.place(e.getProblemMark().or(e::getContextMark)), e.getProblem() + context);
    } catch (YamlEngineException e) {
      throw new YamlException(new Place(source, 0), String.valueOf(e.getMessage()));
    }
  }

  private List<YamlValue> documents() throws YamlException {
    LoadSettings settings =
        LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(BUFFER_SIZE)
            .build();
    events = new Parse(settings).parseString(source.text()).iterator();
    List<YamlValue> documents = new ArrayList<>();
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof NodeEvent) {
        documents.add(value(event, 1).value());
        anchors.clear();
      }
    }
    return documents;
  }

  private Sized value(Event event, int depth) throws YamlException {
    Place place = place(event.getStartMark());
    if (depth > MAX_DEPTH) {
      throw new YamlException(place, "nested deeper than " + MAX_DEPTH + " values");
    }
    if (event instanceof AliasEvent alias) {
      Sized anchored = anchors.get(alias.getAlias());
      if (anchored == null) {
        throw new YamlException(place, "unknown alias '" + alias.getAlias() + "'");
      }
      count(anchored.size(), place);
      return anchored;
    }
    int before = seen;
    count(1, place);
    YamlValue value;
    if (event instanceof ScalarEvent scalar) {
      value = scalar(scalar, place);
    } else if (event instanceof SequenceStartEvent) {
      value = sequence(place, depth);
    } else if (event instanceof MappingStartEvent) {
      value = mapping(place, depth);
    } else {
      throw new YamlException(place, "expected a value");
    }
    Sized sized = new Sized(value, seen - before);
    ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, sized));
    return sized;
  }

  private Scalar scalar(ScalarEvent event, Place place) {
    int from = place.offset();
    int to = Math.max(from, place(event.getEndMark()).offset());
    if (event.isFolded() || event.isLiteral()) {
      int header = source.text().indexOf('\n', from);
      from = header < 0 ? from : header + 1;
    } else if (!event.isPlain()) {
      from++;
    }
    PlacedText value = PlacedText.scalar(event.getValue(), source, from, Math.max(from, to));
    return new Scalar(value, event.isPlain(), place);
  }

  private Sequence sequence(Place place, int depth) throws YamlException {
    List<YamlValue> values = new ArrayList<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) {
      values.add(value(next, depth + 1).value());
    }
    return new Sequence(List.copyOf(values), place);
  }

  private Mapping mapping(Place place, int depth) throws YamlException {
    List<Entry> entries = new ArrayList<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.MappingEnd;
        next = events.next()) {
      YamlValue key = value(next, depth + 1).value();
      if (!(key instanceof Scalar scalar)) {
        throw new YamlException(key.place(), "a key has to be a single value");
      }
      entries.add(new Entry(scalar, value(events.next(), depth + 1).value()));
    }
    return new Mapping(List.copyOf(entries), place);
  }

  private void count(int values, Place place) throws YamlException {
    seen += values;
    if (seen > MAX_VALUES) {
      throw new YamlException(place, "more than " + MAX_VALUES + " values, aliases included");
    }
  }

  private Place place(Optional<Mark> mark) {
    return new Place(source, mark.map(at -> source.offset(at.getLine(), at.getColumn())).orElse(0));
  }
}
