package io.gyr.rules.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds the objects in a stream of JSON, whichever way they come: one a line, one after another
 * over several lines, in arrays, in an object with a list of them such as {@code
 * {"Records":[...]}}, or all of these. Takes one object of the stream into memory at a time. For
 * one stream and one thread.
 *
 * <p>How it works. A scanner that knows only texts and brackets follows the depth. An object that
 * begins where objects may stand is kept until its bracket closes, and then read in full. When it
 * turns out on the way to be the holder of a list, its beginning is dropped and objects may stand
 * at the depth of the list's elements. So every byte is looked at once or twice, and each bound of
 * {@link JsonReader} is one on a single object.
 *
 * <p>A broken object must not take those behind it along. A text never goes over the end of a line,
 * so a line cut off within one ends there; and of an unlisted object over several lines that cannot
 * be read, or never ends, the lines that are objects by themselves are read after all.
 */
public final class JsonSplitter {

  /** Takes what is found. */
  public interface Sink {

    /** Called for every object. */
    void object(JsonValue object, long line);

    /** Called for what cannot be read, with the line that it begins on, from 1. */
    void problem(long line, String problem);
  }

  private enum State {
    /** Where an object may begin. */
    BETWEEN,
    /** In an object that is kept. */
    OBJECT,
    /** In an object that is too long to be kept. */
    TOO_LONG,
    /** Behind the list of an object that held one. */
    BEHIND_LIST,
    /** In what is no object, up to where the next may begin. */
    STRAY,
    /** In a line that is given up. */
    LOST_LINE
  }

  private enum Key {
    NONE,
    NAMED,
    ASSIGNED
  }

  private static final int MAX_LISTS = 8;

  private final byte[] listKey;
  private final Sink sink;
  private final Deque<Integer> outer = new ArrayDeque<>();
  private final KeptObject kept = new KeptObject();
  private long line = 1;
  private State state = State.BETWEEN;
  private int base;
  private int depth;
  private boolean inText;
  private boolean escaped;
  private int textStart;
  private Key key = Key.NONE;

  private JsonSplitter(String listKey, Sink sink) {
    this.listKey = listKey.getBytes(StandardCharsets.UTF_8);
    this.sink = sink;
  }

  /**
   * Finds all objects.
   *
   * @param listKey the member of an object that holds a list of them
   * @throws IOException when the stream cannot be read; what was found before is with the sink
   */
  public static void split(InputStream in, String listKey, Sink sink) throws IOException {
    JsonSplitter splitter = new JsonSplitter(listKey, sink);
    byte[] buffer = new byte[64 * 1024];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        for (int i = 0; i < n; i++) {
          splitter.take(buffer[i]);
        }
      }
    } finally {
      splitter.end();
    }
  }

  private void take(byte b) {
    switch (state) {
      case BETWEEN -> between(b);
      case OBJECT, TOO_LONG, BEHIND_LIST -> within(b);
      case STRAY -> {
        if (b == ',' || b == ']' || b == '\n') {
          state = State.BETWEEN;
          between(b);
        }
      }
      case LOST_LINE -> {
        if (b == '\n') {
          state = State.BETWEEN;
        }
      }
    }
    if (b == '\n') {
      line++;
    }
  }

  private void between(byte b) {
    if (b == '{') {
      state = State.OBJECT;
      depth++;
      key = Key.NONE;
      kept.begin(line);
      keep(b);
    } else if (b == '[' && outer.size() < MAX_LISTS) {
      enterList();
    } else if (b == ']' && base > 0) {
      depth--;
      base = outer.pop();
      state = depth == base ? State.BETWEEN : State.BEHIND_LIST;
    } else if (!isBlank(b) && !(b == ',' && base > 0)) {
      sink.problem(line, "not a JSON object");
      state = base == 0 ? State.LOST_LINE : State.STRAY;
    }
  }

  private void within(byte b) {
    if (state == State.OBJECT) {
      keep(b);
      if (state == State.LOST_LINE) {
        return;
      }
    }
    if (inText) {
      inText(b);
    } else if (b == '"') {
      inText = true;
      textStart = kept.length();
    } else if (b == '{' || b == '[') {
      if (b == '[' && key == Key.ASSIGNED && depth == base + 1 && outer.size() < MAX_LISTS) {
        enterList();
        return;
      }
      key = Key.NONE;
      depth++;
    } else if (b == '}' || b == ']') {
      key = Key.NONE;
      depth--;
      if (depth == base) {
        close();
      }
    } else if (!isBlank(b)) {
      key = b == ':' && key == Key.NAMED ? Key.ASSIGNED : Key.NONE;
    }
  }

  private void inText(byte b) {
    if (b == '\n') {
      sink.problem(kept.line(), "the line ends within a text");
      salvage();
      reset(State.BETWEEN);
    } else if (escaped) {
      escaped = false;
    } else if (b == '\\') {
      escaped = true;
    } else if (b == '"') {
      inText = false;
      key = state == State.OBJECT && isListKey() ? Key.NAMED : Key.NONE;
    }
  }

  private boolean isListKey() {
    return depth == base + 1 && kept.endsWith(listKey, textStart);
  }

  private void enterList() {
    outer.push(base);
    depth++;
    base = depth;
    key = Key.NONE;
    state = State.BETWEEN;
  }

  private void close() {
    State closed = state;
    state = State.BETWEEN;
    if (closed != State.OBJECT) {
      return;
    }
    JsonValue object;
    try {
      object = kept.read();
    } catch (JsonException e) {
      sink.problem(kept.line(), String.valueOf(e.getMessage()));
      salvage();
      return;
    }
    sink.object(object, kept.line());
  }

  private void keep(byte b) {
    if (kept.keep(b)) {
      return;
    }
    sink.problem(kept.line(), "longer than " + JsonReader.MAX_BYTES + " bytes");
    if (base == 0 && line > kept.line()) {
      salvage();
      reset(State.LOST_LINE);
    } else {
      state = State.TOO_LONG;
    }
  }

  private void end() {
    if (state == State.OBJECT) {
      sink.problem(kept.line(), "ends within an object");
      salvage();
    } else if (depth > 0) {
      sink.problem(line, "ends within a list");
    }
  }

  private void reset(State next) {
    outer.clear();
    base = 0;
    depth = 0;
    inText = false;
    escaped = false;
    key = Key.NONE;
    state = next;
  }

  /** Of an object that stands in no list, reads the lines that are objects by themselves. */
  private void salvage() {
    if (base == 0 && state != State.TOO_LONG && state != State.BEHIND_LIST) {
      kept.readLines(sink::object);
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
