import { parser } from "@prometheus-io/lezer-promql";
import type { SyntaxNode } from "@lezer/common";

/** What the numbers of a result measure, as far as the names of the metrics tell. */
export type Unit = "bytes" | "bytes/s" | "seconds" | "ratio" | "none";

const PER_SECOND = new Set(["rate", "irate", "deriv"]);
const KEEPS = new Set([
  "abs", "avg_over_time", "clamp", "clamp_max", "clamp_min", "delta", "double_exponential_smoothing", "first_over_time",
  "holt_winters", "idelta", "increase", "label_join", "label_replace", "last_over_time", "max_over_time", "min_over_time",
  "predict_linear", "quantile_over_time", "histogram_sum", "round", "sort",
  "sort_desc", "sum_over_time", "ceil", "floor", "stddev_over_time", "mad_over_time",
]);
/** Their result is on the scale of what was observed, whatever became of the counts. */
const OF_OBSERVED = new Set(["histogram_quantile", "histogram_avg", "histogram_stddev"]);
const AGGREGATIONS = new Set(["sum", "avg", "min", "max", "quantile", "topk", "bottomk", "stddev", "limitk", "limit_ratio"]);

/** Guesses modestly: whatever is not plain has no unit. */
export function unitOf(query: string): Unit {
  const root = parser.parse(query).topNode.firstChild;
  return root === null || root.nextSibling !== null ? "none" : of(root, query);
}

function of(node: SyntaxNode, query: string): Unit {
  switch (node.name) {
    case "VectorSelector":
      return byName(text(node.getChild("Identifier"), query));
    case "MatrixSelector":
    case "SubqueryExpr":
    case "OffsetExpr":
    case "StepInvariantExpr":
    case "ParenExpr":
      return node.firstChild === null ? "none" : of(node.firstChild, query);
    case "UnaryExpr":
      return node.lastChild === null ? "none" : of(node.lastChild, query);
    case "FunctionCall": {
      const name = text(node.getChild("FunctionIdentifier"), query);
      if (OF_OBSERVED.has(name)) {
        return observed(node, query);
      }
      const unit = argument(node, query);
      if (PER_SECOND.has(name)) {
        return perSecond(unit);
      }
      return name === "time" ? "seconds" : KEEPS.has(name) ? unit : "none";
    }
    case "AggregateExpr":
      return AGGREGATIONS.has(text(node.getChild("AggregateOp"), query).toLowerCase()) ? argument(node, query) : "none";
    case "BinaryExpr":
      return binary(node, query);
    default:
      return "none";
  }
}

/** The unit of the first argument that has one. */
function argument(node: SyntaxNode, query: string): Unit {
  for (let each = node.getChild("FunctionCallBody")?.firstChild; each; each = each.nextSibling) {
    const unit = of(each, query);
    if (unit !== "none") {
      return unit;
    }
  }
  return "none";
}

/** The unit of the first metric inside. */
function observed(node: SyntaxNode, query: string): Unit {
  let unit: Unit | undefined;
  node.cursor().iterate((each) => {
    if (each.name === "VectorSelector") {
      unit ??= of(each.node, query);
    }
    return unit === undefined;
  });
  return unit ?? "none";
}

function binary(node: SyntaxNode, query: string): Unit {
  const left = node.firstChild;
  const right = node.lastChild;
  if (left === null || right === null || node.getChild("BoolModifier") !== null) {
    return "none";
  }
  const [a, b] = [of(left, query), of(right, query)];
  if (node.getChild("Add") !== null || node.getChild("Sub") !== null) {
    return a === b || isNumber(right) ? a : isNumber(left) ? b : "none";
  }
  // A comparison keeps what is on its left, the set operators what both have.
  const compared = ["Gtr", "Gte", "Lss", "Lte", "Eql", "EqlSingle", "Neq", "Unless", "And"].some((each) => node.getChild(each));
  return compared || (node.getChild("Or") !== null && a === b) ? a : "none";
}

function isNumber(node: SyntaxNode): boolean {
  return node.name === "NumberDurationLiteral";
}

function byName(name: string): Unit {
  const plain = name.replace(/_(total|sum|bucket)$/, "");
  if (plain.endsWith("_bytes")) {
    return "bytes";
  }
  if (plain.endsWith("_seconds")) {
    return "seconds";
  }
  return plain.endsWith("_ratio") ? "ratio" : "none";
}

function perSecond(unit: Unit): Unit {
  // Seconds per second are cores, or the share of a time: a plain number.
  return unit === "bytes" ? "bytes/s" : unit === "seconds" ? "none" : unit;
}

function text(node: SyntaxNode | null, query: string): string {
  return node === null ? "" : query.slice(node.from, node.to);
}
