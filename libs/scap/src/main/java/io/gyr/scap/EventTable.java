package io.gyr.scap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events that a capture can have, by code. */
public final class EventTable {
  private static final EventInfo[] EVENTS = read();

  private EventTable() {}

  /** How many codes are known; they begin at 0. */
  public static int size() {
    return EVENTS.length;
  }

  /**
   * What is known of a code.
   *
   * @throws ArrayIndexOutOfBoundsException for a code that is not known
   */
  public static EventInfo get(int code) {
    return EVENTS[code];
  }

  private static EventInfo[] read() {
    Map<String, ValueNames> names = readNames();
    List<EventInfo> events = new ArrayList<>();
    for (String line : lines("events.txt")) {
      String[] parts = line.split("\\|", -1);
      String[] head = parts[0].strip().split(" ");
      String[] kind = head[1].split("\\.");
      String exit = parts[2].strip();
      boolean hasExit = !exit.equals("!");
      add(events, head, kind, parts[1].strip(), names);
      if (hasExit) {
        add(events, head, kind, exit, names);
      } else {
        int code = events.size();
        events.add(new EventInfo(code, "NA", "unknown", "unknown", List.of(), -1, 0));
      }
    }
    return events.toArray(new EventInfo[0]);
  }

  private static void add(
      List<EventInfo> events,
      String[] head,
      String[] kind,
      String text,
      Map<String, ValueNames> names) {
    List<Parameter> parameters = new ArrayList<>();
    for (String parameter : text.isEmpty() ? new String[0] : text.split(" ")) {
      parameters.add(parameter(parameter, names));
    }
    long flags = flags(head[2]);
    boolean uses = (flags & EventInfo.flag('U')) != 0;
    int code = events.size();
    int descriptor = uses ? descriptor(code, head[0], parameters) : -1;
    events.add(
        new EventInfo(code, head[0], kind[0], kind[1], List.copyOf(parameters), descriptor, flags));
  }

  /** Letters as bits; other characters, as the dash for none, are no flag. */
  private static long flags(String letters) {
    return letters
        .chars()
        .filter(letter -> letter >= 'A' && letter <= 'Z')
        .mapToLong(letter -> EventInfo.flag((char) letter))
        .reduce(0, (all, flag) -> all | flag);
  }

  /** The first descriptor that is not what the call returned; splice is known by what it writes. */
  private static int descriptor(int code, String name, List<Parameter> parameters) {
    int first = (code & 1) == 0 ? 0 : 1;
    if (name.equals("splice")) {
      first++;
    }
    for (int i = first; i < parameters.size(); i++) {
      if (parameters.get(i).type() == ParameterType.FD) {
        return i;
      }
    }
    return -1;
  }

  private static Parameter parameter(String text, Map<String, ValueNames> names) {
    int colon = text.indexOf(':');
    String type = text.substring(colon + 1);
    String table = "";
    int directory = -1;
    int at = type.indexOf('@');
    if (at >= 0) {
      table = type.substring(at + 1);
      type = type.substring(0, at);
    }
    int hash = type.indexOf('#');
    if (hash >= 0) {
      directory = Integer.parseInt(type.substring(hash + 1));
      type = type.substring(0, hash);
    }
    int radix = 10;
    if (type.endsWith("x") || type.endsWith("o") && !type.equals("errno")) {
      radix = type.endsWith("x") ? 16 : 8;
      type = type.substring(0, type.length() - 1);
    }
    ParameterType kind = ParameterType.of(type);
    return new Parameter(
        text.substring(0, colon),
        kind,
        radix,
        names.get(table),
        directory,
        kind == ParameterType.DYN ? table : "");
  }

  private static Map<String, ValueNames> readNames() {
    Map<String, ValueNames> tables = new HashMap<>();
    for (String line : lines("flags.txt")) {
      String[] words = line.split(" ");
      String[] names = new String[words.length - 1];
      long[] values = new long[words.length - 1];
      for (int i = 0; i < names.length; i++) {
        int equals = words[i + 1].indexOf('=');
        names[i] = words[i + 1].substring(0, equals);
        values[i] = Long.decode(words[i + 1].substring(equals + 1));
      }
      tables.put(words[0], new ValueNames(names, values));
    }
    return tables;
  }

  static List<String> lines(String resource) {
    try (InputStream in = open(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) {
    @Nullable InputStream in = EventTable.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException(resource + " is not on the class path");
    }
    return in;
  }
}
