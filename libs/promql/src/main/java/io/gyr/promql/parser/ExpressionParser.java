package io.gyr.promql.parser;

import io.gyr.promql.ast.AggregateExpr;
import io.gyr.promql.ast.BinaryExpr;
import io.gyr.promql.ast.Call;
import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.FunctionSignature;
import io.gyr.promql.ast.NumberLiteral;
import io.gyr.promql.ast.ParenExpr;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.ast.StringLiteral;
import io.gyr.promql.ast.UnaryExpr;
import io.gyr.promql.ast.ValueType;
import io.gyr.promql.ast.VectorMatching;
import io.gyr.promql.ast.VectorMatching.Cardinality;
import io.gyr.promql.labels.LabelNames;
import io.gyr.promql.lexer.Token;
import io.gyr.promql.lexer.TokenType;
import io.gyr.promql.text.Quoted;
import java.util.ArrayList;
import java.util.List;

/**
 * A Pratt parser: an operand, then operators as long as they bind tighter than what is to the left.
 * Modifiers and ranges bind to the operand directly before them.
 */
final class ExpressionParser {
  /** Deepest nesting of parentheses, calls and signs. */
  private static final int DEEPEST = 300;

  /** Longest chain of operators at one level, which makes a tree as deep. */
  private static final int LONGEST_CHAIN = 2_000;

  private static final int UNARY_BINDING = 5;

  private final TokenStream tokens;
  private final ParserOptions options;
  private final SelectorParser selectors;
  private final DurationParser durations;
  private final ModifierParser modifiers;
  private int depth;
  private int operators;

  ExpressionParser(TokenStream tokens, ParserOptions options) {
    this.tokens = tokens;
    this.options = options;
    this.selectors = new SelectorParser(tokens);
    this.durations = new DurationParser(tokens, options);
    this.modifiers = new ModifierParser(tokens, durations);
  }

  Expr parse() {
    return parse(0);
  }

  private Expr parse(int tighterThan) {
    if (++depth > DEEPEST) {
      throw tokens.problem(TokenStream.range(tokens.peek()), "expression is nested too deeply");
    }
    Expr left = operand();
    while (binding(tokens.peek().type()) > tighterThan) {
      if (++operators > LONGEST_CHAIN) {
        throw tokens.problem(TokenStream.range(tokens.peek()), "expression has too many operators");
      }
      left = binary(left, tokens.take());
    }
    depth--;
    return left;
  }

  private static int binding(TokenType type) {
    return switch (type) {
      case OR -> 1;
      case AND, UNLESS -> 2;
      case EQLC, NEQ, GTR, LSS, GTE, LTE -> 3;
      case ADD, SUB -> 4;
      case MUL, DIV, MOD, ATAN2 -> UNARY_BINDING;
      case POW -> 6;
      default -> 0;
    };
  }

  private Expr binary(Expr left, Token operator) {
    boolean returnBool = tokens.accept(TokenType.BOOL);
    VectorMatching matching = matching();
    int binding = binding(operator.type());
    Expr right = parse(operator.type() == TokenType.POW ? binding - 1 : binding);
    if (operator.type().isSetOperator() && matching.cardinality() == Cardinality.ONE_TO_ONE) {
      matching = matching.with(Cardinality.MANY_TO_MANY);
    }
    boolean vectors =
        (left.type() == ValueType.VECTOR && right.type() == ValueType.VECTOR)
            || !matching.labels().isEmpty();
    return new BinaryExpr(operator.type(), left, right, vectors ? matching : null, returnBool);
  }

  private VectorMatching matching() {
    boolean on = tokens.at(TokenType.ON);
    if (!on && !tokens.at(TokenType.IGNORING)) {
      return new VectorMatching(Cardinality.ONE_TO_ONE, List.of(), false, List.of());
    }
    tokens.take();
    List<String> labels = groupingLabels();
    Cardinality cardinality = Cardinality.ONE_TO_ONE;
    List<String> include = List.of();
    if (tokens.at(TokenType.GROUP_LEFT) || tokens.at(TokenType.GROUP_RIGHT)) {
      cardinality =
          tokens.take().type() == TokenType.GROUP_LEFT
              ? Cardinality.MANY_TO_ONE
              : Cardinality.ONE_TO_MANY;
      if (tokens.at(TokenType.LEFT_PAREN)) {
        include = groupingLabels();
      }
    }
    return new VectorMatching(cardinality, labels, on, include);
  }

  private List<String> groupingLabels() {
    if (!tokens.accept(TokenType.LEFT_PAREN)) {
      throw tokens.unexpected("grouping opts", "\"(\"");
    }
    List<String> labels = new ArrayList<>();
    while (!tokens.accept(TokenType.RIGHT_PAREN)) {
      Token token = tokens.peek();
      String label;
      if (token.type().isLabelWord()) {
        label = tokens.take().text();
      } else if (tokens.accept(TokenType.STRING)) {
        label = selectors.unquote(token);
      } else {
        throw tokens.unexpected("grouping opts", "label");
      }
      if (!LabelNames.isValid(label)) {
        throw tokens.problem(
            TokenStream.range(token), "invalid label name for grouping: " + Quoted.of(label));
      }
      labels.add(label);
      if (!tokens.at(TokenType.RIGHT_PAREN) && !tokens.accept(TokenType.COMMA)) {
        throw tokens.unexpected("grouping opts", "\",\" or \")\"");
      }
    }
    return List.copyOf(labels);
  }

  private Expr operand() {
    if (tokens.at(TokenType.ADD) || tokens.at(TokenType.SUB)) {
      Token sign = tokens.take();
      Expr expr = parse(UNARY_BINDING);
      if (expr instanceof NumberLiteral literal) {
        double value = sign.type() == TokenType.SUB ? -literal.value() : literal.value();
        PositionRange position = new PositionRange(sign.position(), literal.position().end());
        return new NumberLiteral(value, literal.duration(), position);
      }
      return new UnaryExpr(sign.type(), expr, sign.position());
    }
    Expr expr = primary();
    while (true) {
      Expr modified = modifiers.apply(expr);
      if (modified == null) {
        return expr;
      }
      expr = modified;
    }
  }

  private Expr primary() {
    Token token = tokens.peek();
    TokenType type = token.type();
    if (durations.atLiteral()) {
      return durations.literal();
    }
    if (type == TokenType.STRING) {
      tokens.take();
      return new StringLiteral(selectors.unquote(token), TokenStream.range(token));
    }
    if (type == TokenType.LEFT_PAREN) {
      tokens.take();
      Expr inner = parse(0);
      tokens.expect(TokenType.RIGHT_PAREN);
      return new ParenExpr(inner, new PositionRange(token.position(), tokens.lastEnd()));
    }
    if (type == TokenType.LEFT_BRACE) {
      return selectors.parse();
    }
    if (type.isMetricIdentifier()) {
      return named(token);
    }
    throw tokens.unexpected();
  }

  /** A call, an aggregation or a selector: only what follows the word can tell. */
  private Expr named(Token word) {
    tokens.take();
    boolean aggregator = word.type().isAggregator();
    if (aggregator && (tokens.at(TokenType.LEFT_PAREN) || atGrouping())) {
      return aggregate(word);
    }
    if (word.type() == TokenType.IDENTIFIER && tokens.at(TokenType.LEFT_PAREN)) {
      return call(word);
    }
    return selectors.parseAfterName(word);
  }

  private Expr call(Token name) {
    List<Expr> arguments = body();
    PositionRange position = TokenStream.range(name);
    FunctionSignature function = Functions.get(name.text());
    if (function == null) {
      throw tokens.problem(position, "unknown function with name " + Quoted.of(name.text()));
    }
    if (function.experimental() && !options.experimentalFunctions()) {
      throw tokens.problem(position, "function " + Quoted.of(name.text()) + " is not enabled");
    }
    return new Call(function, arguments, new PositionRange(name.position(), tokens.lastEnd()));
  }

  private Expr aggregate(Token operator) {
    tokens.enter("aggregation", "");
    boolean without = false;
    List<String> grouping = null;
    if (atGrouping()) {
      without = tokens.take().type() == TokenType.WITHOUT;
      grouping = groupingLabels();
    }
    List<Expr> arguments = body();
    tokens.leave();
    if (grouping == null && atGrouping()) {
      without = tokens.take().type() == TokenType.WITHOUT;
      grouping = groupingLabels();
    }
    PositionRange position = new PositionRange(operator.position(), tokens.lastEnd());
    if (arguments.isEmpty()) {
      throw tokens.problem(position, "no arguments for aggregate expression provided");
    }
    TokenType type = operator.type();
    int wanted = type.isAggregatorWithParam() ? 2 : 1;
    if (type.isExperimentalAggregator() && !options.experimentalFunctions()) {
      throw tokens.problem(
          position,
          type.text()
              + "() is experimental and must be enabled with"
              + " --enable-feature=promql-experimental-functions");
    }
    if (arguments.size() != wanted) {
      throw tokens.problem(
          position,
          "wrong number of arguments for aggregate expression provided, expected "
              + wanted
              + ", got "
              + arguments.size());
    }
    return new AggregateExpr(
        type,
        arguments.get(wanted - 1),
        wanted == 2 ? arguments.get(0) : null,
        grouping == null ? List.of() : grouping,
        without,
        position);
  }

  private boolean atGrouping() {
    return tokens.at(TokenType.BY) || tokens.at(TokenType.WITHOUT);
  }

  private List<Expr> body() {
    tokens.expect(TokenType.LEFT_PAREN);
    List<Expr> arguments = new ArrayList<>();
    if (tokens.accept(TokenType.RIGHT_PAREN)) {
      return arguments;
    }
    arguments.add(parse(0));
    while (tokens.at(TokenType.COMMA)) {
      Token comma = tokens.take();
      if (tokens.at(TokenType.RIGHT_PAREN)) {
        throw tokens.problem(
            TokenStream.range(comma), "trailing commas not allowed in function call args");
      }
      arguments.add(parse(0));
    }
    tokens.expect(TokenType.RIGHT_PAREN);
    return List.copyOf(arguments);
  }
}
