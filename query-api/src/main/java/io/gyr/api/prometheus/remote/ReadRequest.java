package io.gyr.api.prometheus.remote;

import io.gyr.api.protobuf.MalformedProtobufException;
import io.gyr.api.protobuf.ProtobufReader;
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
   * @throws MalformedProtobufException if it is none, or has too many parts
   */
  public static ReadRequest of(byte[] message) {
    ProtobufReader in = new ProtobufReader(message);
    ProtobufReader part = new ProtobufReader();
    List<Query> queries = new ArrayList<>();
    while (in.next()) {
      if (in.field() == 1) {
        in.message(part);
        queries.add(query(part));
        if (queries.size() > MOST_QUERIES) {
          throw new MalformedProtobufException("more than " + MOST_QUERIES + " queries");
        }
      } else {
        in.skip();
      }
    }
    return new ReadRequest(queries);
  }

  private static Query query(ProtobufReader in) {
    long fromMs = 0;
    long toMs = 0;
    List<Matcher> matchers = new ArrayList<>();
    ProtobufReader part = new ProtobufReader();
    while (in.next()) {
      switch (in.field()) {
        case 1 -> fromMs = in.varint();
        case 2 -> toMs = in.varint();
        case 3 -> {
          in.message(part);
          matchers.add(matcher(part));
          if (matchers.size() > MOST_MATCHERS) {
            throw new MalformedProtobufException("more than " + MOST_MATCHERS + " matchers");
          }
        }
        default -> in.skip();
      }
    }
    return new Query(fromMs, toMs, matchers);
  }

  private static Matcher matcher(ProtobufReader in) {
    long type = 0;
    String name = "";
    String value = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> type = in.varint();
        case 2 -> name = in.string();
        case 3 -> value = in.string();
        default -> in.skip();
      }
    }
    try {
      return new Matcher(type(type), name, value);
    } catch (IllegalArgumentException e) {
      throw new MalformedProtobufException(String.valueOf(e.getMessage()));
    }
  }

  private static MatchType type(long number) {
    return switch ((int) number) {
      case 0 -> MatchType.EQUAL;
      case 1 -> MatchType.NOT_EQUAL;
      case 2 -> MatchType.REGEX;
      case 3 -> MatchType.NOT_REGEX;
      default -> throw new MalformedProtobufException("matcher of type " + number);
    };
  }
}
