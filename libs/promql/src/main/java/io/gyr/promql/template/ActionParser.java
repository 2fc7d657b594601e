package io.gyr.promql.template;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.template.ActionLexer.Kind;
import io.gyr.promql.template.ActionLexer.Token;
import io.gyr.promql.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Understands what stands between the braces: commands with pipes between them, each the last
 * argument of the next.
 */
final class ActionParser {
  private static final int DEEPEST = 32;

  private final List<Token> tokens;
  private int at;
  private int depth;

  ActionParser(String action) {
    tokens = new ActionLexer(action).tokens();
  }

  /**
   * The value of the action.
   *
   * @throws TemplateException if it is none
   */
  Operand parse() {
    if (tokens.isEmpty()) {
      throw new TemplateException("missing value for command");
    }
    Operand pipeline = pipeline();
    if (at < tokens.size()) {
      throw new TemplateException("unexpected " + Quoted.of(tokens.get(at).text()) + " in operand");
    }
    return pipeline;
  }

  private Operand pipeline() {
    Operand value = command(null);
    while (at(Kind.PIPE)) {
      at++;
      value = command(value);
    }
    return value;
  }

  private Operand command(@Nullable Operand piped) {
    if (at(Kind.WORD)) {
      Function function = function(tokens.get(at++).text());
      List<Operand> arguments = new ArrayList<>();
      while (at < tokens.size() && !at(Kind.PIPE) && !at(Kind.CLOSE)) {
        arguments.add(operand());
      }
      if (piped != null) {
        arguments.add(piped);
      }
      return call(function, arguments);
    }
    Operand operand = operand();
    if (piped != null || (at < tokens.size() && !at(Kind.PIPE) && !at(Kind.CLOSE))) {
      throw new TemplateException("can't give argument to non-function");
    }
    return operand;
  }

  private static Operand call(Function function, List<Operand> arguments) {
    String problem = function.problemWith(arguments.size());
    if (problem != null) {
      throw new TemplateException(problem);
    }
    return new Operand.Call(function, List.copyOf(arguments));
  }

  private static Function function(String name) {
    Function function = Function.named(name);
    if (function != null) {
      return function;
    }
    if (Function.isOnlyInPrometheus(name)) {
      throw new TemplateException(
          Quoted.of(name)
              + " is not supported here: templates may hold $labels, $value, pipes, printf,"
              + " the humanize functions and those of texts");
    }
    throw new TemplateException("function " + Quoted.of(name) + " not defined");
  }

  private Operand operand() {
    if (at == tokens.size()) {
      throw new TemplateException("missing value for command");
    }
    Token token = tokens.get(at++);
    return switch (token.kind()) {
      case CONSTANT -> new Operand.Literal(token.constant());
      case VARIABLE -> fields(variable(token.text()));
      case FIELD -> fields(root(token.text()));
      case WORD -> call(function(token.text()), List.of());
      case OPEN -> parenthesized();
      default ->
          throw new TemplateException("unexpected " + Quoted.of(token.text()) + " in command");
    };
  }

  private Operand parenthesized() {
    if (++depth > DEEPEST) {
      throw new TemplateException("more than " + DEEPEST + " parentheses inside each other");
    }
    Operand inner = pipeline();
    if (!at(Kind.CLOSE)) {
      throw new TemplateException("unclosed left paren");
    }
    at++;
    depth--;
    return inner;
  }

  private static Operand variable(String name) {
    return switch (name) {
      case "labels" -> new Operand.AllLabels();
      case "value" -> new Operand.Value();
      case "externalLabels" -> new Operand.Literal(Labels.EMPTY);
      case "externalURL" -> new Operand.Literal("");
      default -> throw new TemplateException("undefined variable " + Quoted.of("$" + name));
    };
  }

  private static Operand root(String name) {
    return switch (name) {
      case "Labels" -> variable("labels");
      case "Value" -> variable("value");
      case "ExternalLabels" -> variable("externalLabels");
      case "ExternalURL" -> variable("externalURL");
      default -> throw new TemplateException("can't evaluate field " + name);
    };
  }

  private Operand fields(Operand first) {
    Operand value = first;
    while (at(Kind.FIELD) && !tokens.get(at).spaced()) {
      String name = tokens.get(at++).text();
      boolean labels =
          value instanceof Operand.AllLabels
              || (value instanceof Operand.Literal literal && literal.constant() instanceof Labels);
      if (!labels) {
        throw new TemplateException("can't evaluate field " + name);
      }
      value = new Operand.Label(value, name);
    }
    return value;
  }

  private boolean at(Kind kind) {
    return at < tokens.size() && tokens.get(at).kind() == kind;
  }
}
