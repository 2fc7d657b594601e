package io.gyr.api.prometheus.remote;

import io.gyr.promql.labels.MatchType;
import io.gyr.promql.labels.Matcher;
import java.util.ArrayList;
import java.util.List;

/**
 * What is asked (facts: prompb/remote.proto, v3.5). Hints and accepted kinds of answers are left
 * out: everybody accepts samples.
 *
 * @param queries one by one
 */
public record ReadRequest(List<Query> queries) {
  private static final int MOST_QUERIES = 64;
  private static final int MOST_MATCHERS = 256;

  /**
   * One selection.
   *
   * @param fromMs first time, inclusive
   * @param toMs last time, inclusive
   */
  public record Query(long fromMs, long toMs, List<Matcher> matchers) {}

  /**
   * Reads the message.
   *
   * @throws MalformedMessageException if it is none, or has too many parts
   */
  public static ReadRequest of(byte[] message) throws MalformedMessageException {
    ProtobufInput in = new ProtobufInput(message);
    List<Query> queries = new ArrayList<>();
    for (int field = in.field(); field != 0; field = in.field()) {
      if (field == 1) {
        queries.add(query(in.message()));
        if (queries.size() > MOST_QUERIES) {
          throw new MalformedMessageException("more than " + MOST_QUERIES + " queries");
        }
      } else {
        in.skip();
      }
    }
    return new ReadRequest(queries);
  }

  private static Query query(ProtobufInput in) throws MalformedMessageException {
    long fromMs = 0;
    long toMs = 0;
    List<Matcher> matchers = new ArrayList<>();
    for (int field = in.field(); field != 0; field = in.field()) {
      switch (field) {
        case 1 -> fromMs = in.number();
        case 2 -> toMs = in.number();
        case 3 -> {
          matchers.add(matcher(in.message()));
          if (matchers.size() > MOST_MATCHERS) {
            throw new MalformedMessageException("more than " + MOST_MATCHERS + " matchers");
          }
        }
        default -> in.skip();
      }
    }
    return new Query(fromMs, toMs, matchers);
  }

  private static Matcher matcher(ProtobufInput in) throws MalformedMessageException {
    long type = 0;
    String name = "";
    String value = "";
    for (int field = in.field(); field != 0; field = in.field()) {
      switch (field) {
        case 1 -> type = in.number();
        case 2 -> name = in.text();
        case 3 -> value = in.text();
        default -> in.skip();
      }
    }
    try {
      return new Matcher(type(type), name, value);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(String.valueOf(e.getMessage()));
    }
  }

  private static MatchType type(long number) throws MalformedMessageException {
    return switch ((int) number) {
      case 0 -> MatchType.EQUAL;
      case 1 -> MatchType.NOT_EQUAL;
      case 2 -> MatchType.REGEX;
      case 3 -> MatchType.NOT_REGEX;
      default -> throw new MalformedMessageException("matcher of type " + number);
    };
  }
}
