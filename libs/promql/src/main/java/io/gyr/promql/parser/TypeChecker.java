package io.gyr.promql.parser;

import io.gyr.promql.ast.AggregateExpr;
import io.gyr.promql.ast.BinaryExpr;
import io.gyr.promql.ast.Call;
import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.FunctionSignature;
import io.gyr.promql.ast.MatrixSelector;
import io.gyr.promql.ast.ParenExpr;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.ast.StepInvariantExpr;
import io.gyr.promql.ast.SubqueryExpr;
import io.gyr.promql.ast.UnaryExpr;
import io.gyr.promql.ast.ValueType;
import io.gyr.promql.ast.VectorMatching;
import io.gyr.promql.ast.VectorSelector;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.lexer.TokenType;
import io.gyr.promql.text.Quoted;
import java.util.List;

/** Finds what is wrong with a tree that the grammar allows, in the order Prometheus does. */
final class TypeChecker {
  private final String query;

  TypeChecker(String query) {
    this.query = query;
  }

  /** Throws for the first problem. */
  void check(Expr expr) {
    if (expr instanceof AggregateExpr aggregate) {
      checkAggregate(aggregate);
    } else if (expr instanceof BinaryExpr binary) {
      checkBinary(binary);
    } else if (expr instanceof Call call) {
      checkCall(call);
    } else if (expr instanceof ParenExpr paren) {
      check(paren.expr());
    } else if (expr instanceof UnaryExpr unary) {
      checkUnary(unary);
    } else if (expr instanceof SubqueryExpr subquery) {
      check(subquery.expr());
      if (subquery.expr().type() != ValueType.VECTOR) {
        throw problem(
            subquery.position(),
            "subquery is only allowed on instant vector, got "
                + subquery.expr().type().wireName()
                + " instead");
      }
    } else if (expr instanceof MatrixSelector matrix) {
      checkSelector(matrix.selector(), false);
    } else if (expr instanceof VectorSelector selector) {
      checkSelector(selector, false);
    } else if (expr instanceof StepInvariantExpr invariant) {
      check(invariant.expr());
    }
  }

  private void checkAggregate(AggregateExpr aggregate) {
    expect(aggregate.expr(), ValueType.VECTOR, "aggregation expression");
    Expr parameter = aggregate.parameter();
    if (parameter != null) {
      expect(
          parameter,
          aggregate.operator() == TokenType.COUNT_VALUES ? ValueType.STRING : ValueType.SCALAR,
          "aggregation parameter");
    }
  }

  private void checkUnary(UnaryExpr unary) {
    check(unary.expr());
    ValueType type = unary.expr().type();
    if (type != ValueType.SCALAR && type != ValueType.VECTOR) {
      throw problem(
          unary.position(),
          "unary expression only allowed on expressions of type scalar or instant vector, got "
              + Quoted.of(type.documentedName()));
    }
  }

  private void checkBinary(BinaryExpr binary) {
    check(binary.left());
    check(binary.right());
    ValueType left = binary.left().type();
    ValueType right = binary.right().type();
    TokenType operator = binary.operator();
    if (binary.returnBool() && !operator.isComparison()) {
      throw problem(operatorOf(binary), "bool modifier can only be used on comparison operators");
    }
    if (operator.isComparison()
        && !binary.returnBool()
        && left == ValueType.SCALAR
        && right == ValueType.SCALAR) {
      throw problem(operatorOf(binary), "comparisons between scalars must use BOOL modifier");
    }
    VectorMatching matching = binary.matching();
    if (matching != null && matching.on()) {
      for (String label : matching.labels()) {
        if (matching.include().contains(label)) {
          throw problem(
              operatorOf(binary),
              "label " + Quoted.of(label) + " must not occur in ON and GROUP clause at once");
        }
      }
    }
    requireOperand(binary.left());
    requireOperand(binary.right());
    if (left != ValueType.VECTOR || right != ValueType.VECTOR) {
      if (matching != null && !matching.labels().isEmpty()) {
        throw problem(binary.position(), "vector matching only allowed between instant vectors");
      }
    } else if (operator.isSetOperator()
        && matching != null
        && (matching.cardinality() == VectorMatching.Cardinality.ONE_TO_MANY
            || matching.cardinality() == VectorMatching.Cardinality.MANY_TO_ONE)) {
      throw problem(
          binary.position(),
          "no grouping allowed for " + Quoted.of(operator.text()) + " operation");
    }
    if ((left == ValueType.SCALAR || right == ValueType.SCALAR) && operator.isSetOperator()) {
      throw problem(
          binary.position(),
          "set operator "
              + Quoted.of(operator.text())
              + " not allowed in binary scalar expression");
    }
  }

  private void requireOperand(Expr expr) {
    if (expr.type() != ValueType.SCALAR && expr.type() != ValueType.VECTOR) {
      throw problem(
          expr.position(), "binary expression must contain only scalar and instant vector types");
    }
  }

  private void checkCall(Call call) {
    FunctionSignature function = call.function();
    List<Expr> arguments = call.arguments();
    int types = function.argumentTypes().size();
    String where = " argument(s) in call to " + Quoted.of(function.name()) + ", got ";
    if (function.variadic() == 0) {
      if (types != arguments.size()) {
        throw problem(call.position(), "expected " + types + where + arguments.size());
      }
    } else {
      int least = types - 1;
      int most = least + function.variadic();
      if (arguments.size() < least) {
        throw problem(call.position(), "expected at least " + least + where + arguments.size());
      }
      if (function.variadic() > 0 && arguments.size() > most) {
        throw problem(call.position(), "expected at most " + most + where + arguments.size());
      }
    }
    boolean info = function.name().equals("info");
    if (info && arguments.size() > 1) {
      checkInfoSelector(arguments.get(1));
    }
    for (int i = 0; i < arguments.size(); i++) {
      Expr argument = arguments.get(i);
      ValueType wanted = function.argumentTypes().get(Math.min(i, types - 1));
      if (info && i == 1 && argument instanceof VectorSelector selector) {
        checkSelector(selector, true);
      } else {
        check(argument);
      }
      if (argument.type() != wanted) {
        throw problem(
            argument.position(),
            "expected type "
                + wanted.documentedName()
                + " in call to function "
                + Quoted.of(function.name())
                + ", got "
                + argument.type().documentedName());
      }
    }
  }

  private void checkInfoSelector(Expr argument) {
    if (!(argument instanceof VectorSelector selector)) {
      throw problem(argument.position(), "expected label selectors only");
    }
    if (!selector.name().isEmpty()) {
      throw problem(
          argument.position(), "expected label selectors only, got vector selector instead");
    }
  }

  private void checkSelector(VectorSelector selector, boolean mayBeEmpty) {
    if (!selector.name().isEmpty()) {
      for (int i = 0; i < selector.matchers().size() - 1; i++) {
        if (selector.matchers().get(i).name().equals(Labels.NAME)) {
          throw problem(
              selector.position(),
              "metric name must not be set twice: "
                  + Quoted.of(selector.name())
                  + " or "
                  + Quoted.of(selector.matchers().get(i).value()));
        }
      }
      return;
    }
    if (!mayBeEmpty && selector.matchers().stream().allMatch(matcher -> matcher.matches(""))) {
      throw problem(
          selector.position(), "vector selector must contain at least one non-empty matcher");
    }
  }

  private void expect(Expr expr, ValueType wanted, String where) {
    check(expr);
    if (expr.type() != wanted) {
      throw problem(
          expr.position(),
          "expected type "
              + wanted.documentedName()
              + " in "
              + where
              + ", got "
              + expr.type().documentedName());
    }
  }

  private PositionRange operatorOf(BinaryExpr binary) {
    int start = binary.left().position().end();
    while (start < query.length() && Character.isWhitespace(query.charAt(start))) {
      start++;
    }
    return new PositionRange(start, binary.right().position().start());
  }

  private ParseException problem(PositionRange position, String reason) {
    return new ParseException(query, position, reason);
  }
}
