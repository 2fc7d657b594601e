package io.gyr.promql.ast;

/** An expression. All kinds are immutable records that print themselves as Prometheus does. */
public sealed interface Expr
    permits AggregateExpr,
        BinaryExpr,
        Call,
        MatrixSelector,
        NumberLiteral,
        ParenExpr,
        StepInvariantExpr,
        StringLiteral,
        SubqueryExpr,
        UnaryExpr,
        VectorSelector {

  /** What it evaluates to. */
  ValueType type();

  /** Where it stands in the query. */
  PositionRange position();
}
