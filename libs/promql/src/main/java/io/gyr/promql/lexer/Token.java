package io.gyr.promql.lexer;

import io.gyr.promql.text.Quoted;

/**
 * One token.
 *
 * @param type its kind
 * @param position index of its first character in the query
 * @param text its characters, or what is wrong for {@link TokenType#ERROR}
 */
public record Token(TokenType type, int position, String text) {
  private static final int SHOWN = 10;

  /** Index behind its last character. */
  public int end() {
    return position + text.length();
  }

  /** How error messages name it. */
  public String description() {
    return switch (type) {
      case EOF -> "end of input";
      case IDENTIFIER -> "identifier " + Quoted.of(text);
      case METRIC_IDENTIFIER -> "metric identifier " + Quoted.of(text);
      case STRING -> "string " + shortened();
      case NUMBER -> "number " + shortened();
      case DURATION -> "duration " + shortened();
      case COMMENT -> "comment " + shortened();
      case ERROR -> text;
      default -> {
        if (type.isKeyword()) {
          yield "<" + text + ">";
        }
        if (type.isOperator()) {
          yield "<op:" + text + ">";
        }
        yield type.isAggregator() ? "<aggr:" + text + ">" : shortened();
      }
    };
  }

  private String shortened() {
    return text.length() > SHOWN ? Quoted.of(text.substring(0, SHOWN)) + "..." : Quoted.of(text);
  }
}
