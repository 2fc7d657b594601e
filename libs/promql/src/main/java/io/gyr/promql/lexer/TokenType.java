package io.gyr.promql.lexer;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kinds of tokens; those with a fixed text have it. */
public enum TokenType {
  EOF(Group.OTHER, null),
  ERROR(Group.OTHER, null),
  COMMENT(Group.OTHER, null),
  IDENTIFIER(Group.OTHER, null),
  METRIC_IDENTIFIER(Group.OTHER, null),
  STRING(Group.OTHER, null),
  NUMBER(Group.OTHER, null),
  DURATION(Group.OTHER, null),
  LEFT_PAREN(Group.OTHER, "("),
  RIGHT_PAREN(Group.OTHER, ")"),
  LEFT_BRACE(Group.OTHER, "{"),
  RIGHT_BRACE(Group.OTHER, "}"),
  LEFT_BRACKET(Group.OTHER, "["),
  RIGHT_BRACKET(Group.OTHER, "]"),
  COMMA(Group.OTHER, ","),
  EQL(Group.OTHER, "="),
  COLON(Group.OTHER, ":"),

  ADD(Group.OPERATOR, "+"),
  SUB(Group.OPERATOR, "-"),
  MUL(Group.OPERATOR, "*"),
  DIV(Group.OPERATOR, "/"),
  MOD(Group.OPERATOR, "%"),
  POW(Group.OPERATOR, "^"),
  EQLC(Group.OPERATOR, "=="),
  NEQ(Group.OPERATOR, "!="),
  GTR(Group.OPERATOR, ">"),
  LSS(Group.OPERATOR, "<"),
  GTE(Group.OPERATOR, ">="),
  LTE(Group.OPERATOR, "<="),
  EQL_REGEX(Group.OPERATOR, "=~"),
  NEQ_REGEX(Group.OPERATOR, "!~"),
  AT(Group.OPERATOR, "@"),
  AND(Group.OPERATOR, "and"),
  OR(Group.OPERATOR, "or"),
  UNLESS(Group.OPERATOR, "unless"),
  ATAN2(Group.OPERATOR, "atan2"),

  SUM(Group.AGGREGATOR, "sum"),
  AVG(Group.AGGREGATOR, "avg"),
  COUNT(Group.AGGREGATOR, "count"),
  MIN(Group.AGGREGATOR, "min"),
  MAX(Group.AGGREGATOR, "max"),
  GROUP(Group.AGGREGATOR, "group"),
  STDDEV(Group.AGGREGATOR, "stddev"),
  STDVAR(Group.AGGREGATOR, "stdvar"),
  TOPK(Group.AGGREGATOR, "topk"),
  BOTTOMK(Group.AGGREGATOR, "bottomk"),
  COUNT_VALUES(Group.AGGREGATOR, "count_values"),
  QUANTILE(Group.AGGREGATOR, "quantile"),
  LIMITK(Group.AGGREGATOR, "limitk"),
  LIMIT_RATIO(Group.AGGREGATOR, "limit_ratio"),

  OFFSET(Group.KEYWORD, "offset"),
  BY(Group.KEYWORD, "by"),
  WITHOUT(Group.KEYWORD, "without"),
  ON(Group.KEYWORD, "on"),
  IGNORING(Group.KEYWORD, "ignoring"),
  GROUP_LEFT(Group.KEYWORD, "group_left"),
  GROUP_RIGHT(Group.KEYWORD, "group_right"),
  BOOL(Group.KEYWORD, "bool"),

  START(Group.PREPROCESSOR, "start"),
  END(Group.PREPROCESSOR, "end");

  private enum Group {
    OTHER,
    OPERATOR,
    AGGREGATOR,
    KEYWORD,
    PREPROCESSOR
  }

  private static final Map<String, TokenType> WORDS = new HashMap<>();

  static {
    for (TokenType type : values()) {
      if (type.text != null && Character.isLetter(type.text.charAt(0))) {
        WORDS.put(type.text, type);
      }
    }
    WORDS.put("inf", NUMBER);
    WORDS.put("nan", NUMBER);
  }

  private final Group group;
  private final @Nullable String text;

  TokenType(Group group, @Nullable String text) {
    this.group = group;
    this.text = text;
  }

  /** The type of a word that has a meaning of its own, in any case; null for others. */
  static @Nullable TokenType ofWord(String word) {
    return WORDS.get(word.toLowerCase(Locale.ROOT));
  }

  /** The fixed text, or the name. */
  public String text() {
    return text == null ? name().toLowerCase(Locale.ROOT) : text;
  }

  boolean hasText() {
    return text != null;
  }

  public boolean isOperator() {
    return group == Group.OPERATOR;
  }

  public boolean isAggregator() {
    return group == Group.AGGREGATOR;
  }

  public boolean isKeyword() {
    return group == Group.KEYWORD;
  }

  /** Whether it is an aggregator whose first argument is a parameter. */
  public boolean isAggregatorWithParam() {
    return switch (this) {
      case TOPK, BOTTOMK, COUNT_VALUES, QUANTILE, LIMITK, LIMIT_RATIO -> true;
      default -> false;
    };
  }

  /** Whether it is an aggregator that has to be switched on. */
  public boolean isExperimentalAggregator() {
    return this == LIMITK || this == LIMIT_RATIO;
  }

  public boolean isComparison() {
    return switch (this) {
      case EQLC, NEQ, GTR, LSS, GTE, LTE -> true;
      default -> false;
    };
  }

  public boolean isSetOperator() {
    return this == AND || this == OR || this == UNLESS;
  }

  /** Whether a vector selector may begin with this word: all words that are also metric names. */
  public boolean isMetricIdentifier() {
    return isAggregator()
        || switch (this) {
          case IDENTIFIER, METRIC_IDENTIFIER, BY, WITHOUT, OFFSET, AND, OR, UNLESS, START, END ->
              true;
          default -> false;
        };
  }

  /** Whether it can be the name of a label in a grouping. */
  public boolean isLabelWord() {
    return isMetricIdentifier()
        || switch (this) {
          case BOOL, GROUP_LEFT, GROUP_RIGHT, IGNORING, ON, ATAN2 -> true;
          default -> false;
        };
  }
}
